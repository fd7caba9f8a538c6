import type { Context } from "hono";
import { z } from "zod";
import { Refused } from "#simulator/dialect.ts";

/** The body as JSON. Throws `Refused` where it is none or longer than `bytesMax`. */
export async function readJson(c: Context, bytesMax = 64 * 1024 * 1024): Promise<unknown> {
  const text = await c.req.text();
  if (Buffer.byteLength(text) > bytesMax) throw new Refused("invalid", "The body is too large.");
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch (error) {
    throw new Refused("invalid", `The body is not JSON: ${error instanceof Error ? error.message : "?"}`);
  }
}

/** The members of a multipart body. Throws `Refused` where it is none. */
export async function readForm(c: Context) {
  try {
    return await c.req.parseBody();
  } catch (error) {
    throw new Refused("invalid", `The form is not readable: ${error instanceof Error ? error.message : "?"}`);
  }
}

/** A table's own entry, whatever a caller names; never what every object has. */
export function entryOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The first fault of a body as `path: what is wrong`. */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "body: not understood";
  const path = issue.path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    "",
  );
  return `${path || "body"}: ${issue.message}`;
}

/** Parses or throws `Refused` in words that name the field. */
export function parseOrRefuse<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refused("invalid", firstIssue(parsed.error));
  return parsed.data;
}

/** The bearer token. Any token is a key here, except one that says `revoked`. Throws `Refused` without one. */
export function requireKey(c: Context): string {
  const token = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined) throw new Refused("auth", "The Authorization header is missing or empty.");
  if (token.includes("revoked")) throw new Refused("auth", "The API key is not valid.");
  return token;
}

/** `Retry-After` in seconds where the refusal names a delay. */
export function retryHeaders(refused: Refused): Record<string, string> {
  const seconds = refused.retryAfterSeconds;
  return seconds === undefined ? {} : { "retry-after": String(seconds) };
}

/** The argument of a `[[name]]` or `[[name:argument]]` in a prompt; an empty text where it has none. */
export function wordOf(prompt: string, name: string): string | undefined {
  const found = [...prompt.matchAll(/\[\[([^\]:@*]+)(?::([^\]@*]*))?[^\]]*\]\]/g)].find(
    (match) => match[1] === name,
  );
  return found === undefined ? undefined : (found[2] ?? "");
}

const callbackAddress = z.url({ protocol: /^https?$/ });

/** True for what a vendor would call back: https, or plain http on this machine. */
export function isCallbackUrl(value: string): boolean {
  if (!callbackAddress.safeParse(value).success) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || isLoopback(hostname);
}

export function isLoopback(hostname: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/**
 * The prompt as the core should read it: `[[failure:…]]` is this simulator's word for a task that fails with the code
 * or text of the argument, so it is also a task that fails.
 */
export function readFailureWord(prompt: string): { prompt: string; failureWord: string | undefined } {
  const failureWord = wordOf(prompt, "failure");
  return { prompt: failureWord === undefined ? prompt : `${prompt} [[fail]]`, failureWord };
}
