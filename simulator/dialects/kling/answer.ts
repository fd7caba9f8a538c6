import { randomUUID } from "node:crypto";
import type { RefusalReason, Refused } from "#simulator/dialect.ts";
import { retryHeaders, wordOf } from "../request.ts";

/** Code → HTTP status, as the service's table has them. */
const statuses: Record<number, number> = {
  1000: 401,
  1001: 401,
  1002: 401,
  1003: 401,
  1004: 401,
  1100: 429,
  1101: 429,
  1102: 429,
  1103: 403,
  1200: 400,
  1201: 400,
  1202: 404,
  1203: 404,
  1300: 400,
  1301: 400,
  1302: 429,
  1303: 429,
  1304: 429,
  5000: 500,
  5001: 503,
  5002: 504,
};

const codes: Record<RefusalReason, number> = {
  invalid: 1201,
  policy: 1301,
  auth: 1002,
  balance: 1102,
  rate: 1302,
  concurrency: 1303,
  missing: 1203,
  retired: 1203,
  server: 5000,
  overloaded: 5001,
  timeout: 5002,
};

/** Every answer that is not a success: `{code, message, request_id}` under the code's own HTTP status. */
export function refuseWithCode(
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { code, message, request_id: randomUUID() },
    { status: statuses[code] ?? 500, headers },
  );
}

/** The answer of a code that a prompt asks for with `[[refusal:1101]]`. */
export function refusalWord(prompt: string): Response | undefined {
  const code = Number(wordOf(prompt, "refusal"));
  return code in statuses ? refuseWithCode(code, "Refused as the prompt asks") : undefined;
}

export function succeed(data: unknown): Response {
  return Response.json({ code: 0, message: "SUCCEED", request_id: randomUUID(), data });
}

export function refuseKling(refused: Refused): Response {
  return refuseWithCode(codes[refused.reason], refused.message, retryHeaders(refused));
}
