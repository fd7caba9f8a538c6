import { expect } from "vitest";
import { z } from "zod";

/** Any JSON object, read member by member in a test. */
const anyObject = z.record(z.string(), z.json());
export type Json = z.infer<typeof anyObject>;
export type Answer = { status: number; headers: Headers; body: Json };

/** Calls one dialect of a running simulator the way its documentation does; every answer must be a JSON object. */
export function createCaller(base: string, headers: Record<string, string> = {}) {
  async function call(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: "Bearer key", "content-type": "application/json", ...headers, ...more },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = text === "" ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: anyObject.parse(parsed) };
  }
  return {
    get: (path: string, more?: Record<string, string>) => call("GET", path, undefined, more),
    post: (path: string, body: unknown, more?: Record<string, string>) => call("POST", path, body, more),
    delete: (path: string) => call("DELETE", path),
    /** Reads until the answer passes, and gives that answer. */
    async until(path: string, holds: (body: Json) => boolean): Promise<Json> {
      let last: Json = {};
      const read = async () => {
        last = (await call("GET", path)).body;
        return holds(last);
      };
      await expect.poll(read, { interval: 30, timeout: 15_000 }).toBe(true);
      return last;
    },
  };
}

export type Caller = ReturnType<typeof createCaller>;
