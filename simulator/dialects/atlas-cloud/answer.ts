import { randomUUID } from "node:crypto";
import type { Door, RefusalReason, Refused } from "#simulator/dialect.ts";
import { retryHeaders } from "../request.ts";

const statuses: Record<RefusalReason, number> = {
  invalid: 400,
  policy: 400,
  auth: 401,
  balance: 402,
  rate: 429,
  concurrency: 429,
  missing: 404,
  retired: 404,
  server: 500,
  overloaded: 503,
  timeout: 504,
};

/** An answer of the media routes; `code` is the HTTP status, as text where a client should see both forms. */
export function mediaAnswer(data: unknown, codeAsText = false): Response {
  return Response.json({ code: codeAsText ? "200" : 200, message: "success", data });
}

export function refuseMedia(status: number, msg: string, headers: Record<string, string> = {}): Response {
  const request_id = randomUUID();
  return Response.json(
    { code: status, msg, request_id, data: null },
    { status, headers: { "x-request-id": request_id, ...headers } },
  );
}

/** Billing routes have an error form of their own. */
export function refuseAtlas(refused: Refused, door: Door): Response {
  const status = statuses[refused.reason];
  if (door !== "balance") return refuseMedia(status, refused.message, retryHeaders(refused));
  const error = { type: "api_error", code: refused.reason, message: refused.message, param: null };
  return Response.json({ error, request_id: randomUUID() }, { status, headers: retryHeaders(refused) });
}
