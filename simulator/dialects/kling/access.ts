import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import type { Core } from "#simulator/dialect.ts";
import { refuseWithCode } from "./answer.ts";

const claims = z.object({ iss: z.string().min(1), exp: z.number(), nbf: z.number() });
const header = z.object({ alg: z.literal("HS256"), typ: z.literal("JWT") });

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return undefined;
  }
}

/** The code that refuses an access key's JWT, or undefined where it holds. Times in unix seconds. */
export function judgeToken(token: string, secretKey: string, nowSeconds: number): number | undefined {
  const [head = "", body = "", signature = ""] = token.split(".");
  const expected = createHmac("sha256", secretKey).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, "base64url");
  const parsed = claims.safeParse(decode(body));
  if (!header.safeParse(decode(head)).success || !parsed.success) return 1000;
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 1000;
  if (nowSeconds < parsed.data.nbf) return 1003;
  return nowSeconds >= parsed.data.exp ? 1004 : undefined;
}

/**
 * Undefined where the caller may go on. The new routes take an API key only; `/v1` takes that or a JWT signed with
 * the simulator's own secret key of the name `secret-key`.
 */
export function refuseCaller(core: Core, c: Context, generation: "current" | "legacy"): Response | undefined {
  const authorization = c.req.header("authorization") ?? "";
  if (authorization === "") return refuseWithCode(1001, "Authorization is empty");
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1];
  if (token === undefined || token.includes("revoked"))
    return refuseWithCode(1002, "Authorization is invalid");
  if (token.split(".").length !== 3) return undefined;
  if (generation === "current") return refuseWithCode(1002, "This API does not support AK/SK authentication");
  const code = judgeToken(token, core.secret("kling", "secret-key"), core.now() / 1000);
  return code === undefined ? undefined : refuseWithCode(code, "The token does not hold");
}
