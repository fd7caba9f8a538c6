import { describe, expect, it } from "vitest";
import { errorOf, type Reply, readReply } from "./reply.ts";
import { signBody } from "./sign.ts";

const key = `signkey-prod-${"ab".repeat(32)}`;
const now = 1_795_215_238_203;

function reply(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    body,
    headers: {
      "x-inngest-sdk": "inngest-js:v4",
      "x-inngest-signature": signBody(body, key, now),
      ...headers,
    },
  };
}
const read = (given: Reply) => readReply(given, key, now);

describe("readReply", () => {
  it("takes a 200 for the function's result, whatever it is", () => {
    expect(read(reply(200, '{"ok":true}', { "x-inngest-req-version": "2" }))).toEqual({
      kind: "completed",
      data: { ok: true },
      version: 2,
    });
    expect(read(reply(200, ""))).toMatchObject({ kind: "completed", data: null });
  });

  it("reads operations, and when to come again", () => {
    const body = JSON.stringify([
      { op: "StepError", id: "abc", error: { name: "E", message: "m" }, extra: 1 },
    ]);
    expect(read(reply(206, body, { "retry-after": "7", "x-inngest-no-retry": "false" }))).toMatchObject({
      kind: "operations",
      retryable: true,
      afterMs: 7000,
      operations: [{ op: "StepError", id: "abc" }],
    });
  });

  it("does not retry what says it is final", () => {
    const body = JSON.stringify({ name: "NonRetriableError", message: "no" });
    expect(read(reply(400, body, { "x-inngest-no-retry": "true" }))).toMatchObject({
      kind: "failed",
      retryable: false,
      error: { message: "no" },
    });
    expect(read(reply(500, "plain text"))).toMatchObject({
      kind: "failed",
      retryable: true,
      error: { message: "plain text" },
    });
  });

  it("unpacks a streamed answer, heartbeats and all", () => {
    const inner = '"late"';
    const headers = { "X-Inngest-Signature": signBody(inner, key, now), "x-inngest-sdk": "inngest-js:v4" };
    const body = `   ${JSON.stringify({ status: 200, headers, body: inner })}`;
    expect(read({ status: 201, headers: { "x-inngest-sdk": "inngest-js:v4" }, body })).toMatchObject({
      kind: "completed",
      data: "late",
    });
    expect(read({ status: 201, headers: {}, body: "   " })).toMatchObject({
      kind: "failed",
      retryable: true,
    });
  });

  it.each([
    ["no SDK header", { ...reply(200, "1"), headers: {} }],
    [
      "another key's signature",
      reply(200, "1", { "x-inngest-signature": signBody("1", `signkey-prod-${"cd".repeat(32)}`, now) }),
    ],
    [
      "a page of HTML",
      { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad gateway</h1>" },
    ],
    ["no operations", reply(206, "[]")],
    ["operations without ids", reply(206, '[{"op":"StepRun"}]')],
    ["a control character in an id", reply(206, '[{"op":"StepRun","id":"a\\u0000"}]')],
  ])("takes an answer with %s for a failure that may be retried", (_, given) => {
    expect(read(given)).toMatchObject({ kind: "failed", retryable: true, error: { name: "BadReply" } });
  });
});

describe("errorOf", () => {
  it("keeps a serialised error and makes one of anything else", () => {
    expect(errorOf({ name: "E", message: "m", stack: "s", __serialized: true })).toEqual({
      name: "E",
      message: "m",
      stack: "s",
    });
    expect(errorOf(undefined)).toEqual({ name: "Error", message: "unknown error" });
    expect(errorOf({ odd: 1 })).toEqual({ name: "Error", message: '{"odd":1}' });
  });
});
