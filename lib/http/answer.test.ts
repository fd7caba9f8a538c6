import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Actor, Context, User } from "#lib/context.ts";
import type { Operation } from "#lib/contract/operation.ts";
import { type ProblemCode, problem } from "#lib/contract/problem.ts";
import { Refusal } from "#lib/refusal.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { answerWith, type Edge } from "./answer.ts";

const own = "http://127.0.0.1:3000";
const change = {
  method: "PATCH",
  path: "/api/v1/things/{id}",
  summary: "Change a thing",
  access: "videos:change",
  status: 202,
  params: z.object({ id: z.string().max(10) }),
  query: z.strictObject({ deep: z.enum(["yes", "no"]).optional() }),
  body: z.strictObject({ name: z.string().min(1, "Give a name."), tags: z.array(z.string()).optional() }),
  output: z.object({ id: z.string(), seen: z.string() }),
  problems: [],
  idempotencyKey: true,
} as const satisfies Operation;
type Given = { id: string; name: string; idempotencyKey?: string | undefined };
const echo = async (_ctx: Context, { id, name, idempotencyKey }: Given) => ({
  id,
  seen: `${name}/${idempotencyKey ?? "-"}`,
});

let bench: TestBench;
let creator: User;
beforeAll(async () => {
  bench = await createBench();
  creator = await bench.person();
});
afterAll(() => bench.close());

type Sent = {
  headers?: Record<string, string | undefined>;
  body?: BodyInit | undefined;
  id?: string;
  query?: string;
};

function requestOf({ headers, query, ...sent }: Sent): Request {
  const all = { origin: own, host: "127.0.0.1:3000", "content-type": "application/json", ...headers };
  const init = {
    method: "PATCH",
    headers: Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
    body: "body" in sent ? sent.body : JSON.stringify({ name: "fox" }),
    duplex: "half",
  };
  return new Request(`${own}/api/v1/things/x${query ?? ""}`, init);
}

const edgeFor = (actor: Actor): Edge => ({
  identify: async () => actor,
  context: (who) => bench.context(who),
});
const send = (sent: Sent, actor: Actor = creator, verb = echo) =>
  answerWith(edgeFor(actor), change, verb)(requestOf(sent), { id: sent.id ?? "x" });

const anonymous: Actor = { kind: "anonymous" };
const json = (value: unknown): Sent => ({ body: JSON.stringify(value) });
const header = (name: string, value: string | undefined): Sent => ({ headers: { [name]: value } });

describe("bad input", () => {
  const table: [string, Sent, ProblemCode, number, Actor?][] = [
    ["signed out", {}, "not_signed_in", 401, anonymous],
    ["no Origin", header("origin", undefined), "cross_site", 403],
    ["an opaque Origin", header("origin", "null"), "cross_site", 403],
    ["a malformed Origin", header("origin", "http://"), "cross_site", 403],
    ["another site's Origin", header("origin", "https://evil.example"), "cross_site", 403],
    ["another local port", header("origin", "http://127.0.0.1:5173"), "cross_site", 403],
    ["Sec-Fetch-Site cross-site", header("sec-fetch-site", "cross-site"), "cross_site", 403],
    ["Sec-Fetch-Site same-site", header("sec-fetch-site", "same-site"), "cross_site", 403],
    ["a form's content type", header("content-type", "text/plain"), "unsupported_media_type", 415],
    ["no content type", header("content-type", undefined), "unsupported_media_type", 415],
    ["a near miss of JSON", header("content-type", "application/jsonp"), "unsupported_media_type", 415],
    ["broken JSON", { body: '{"name":' }, "malformed_json", 400],
    ["an empty body", { body: "" }, "malformed_json", 400],
    ["no body at all", { body: undefined }, "malformed_json", 400],
    ["bytes that are no UTF-8", { body: new Uint8Array([0x22, 0xff, 0x22]) }, "malformed_json", 400],
    ["1 MB of JSON", json({ name: "x".repeat(1_000_000) }), "too_large", 413],
    ["a wrong type", json({ name: 7 }), "invalid_input", 422],
    ["an array for an object", json([]), "invalid_input", 422],
    ["null", json(null), "invalid_input", 422],
    ["an unknown field", json({ name: "fox", admin: true }), "invalid_input", 422],
    ["an own __proto__", { body: '{"name":"fox","__proto__":{"a":1}}' }, "invalid_input", 422],
    ["a NUL in text", json({ name: "fo\0x" }), "invalid_input", 422],
    ["a NUL deep in a list", json({ name: "fox", tags: ["a", "b\0"] }), "invalid_input", 422],
    ["half a character deep in a list", json({ name: "fox", tags: ["a", "b\ud800"] }), "invalid_input", 422],
    ["an unknown query parameter", { query: "?wide=1" }, "invalid_input", 422],
    ["a wrong query value", { query: "?deep=maybe" }, "invalid_input", 422],
    ["a repeated query parameter", { query: "?deep=yes&deep=no" }, "invalid_input", 422],
    ["an empty idempotency key", header("idempotency-key", ""), "invalid_input", 422],
    ["an idempotency key with a space", header("idempotency-key", "a b"), "invalid_input", 422],
    ["an idempotency key of 256", header("idempotency-key", "a".repeat(256)), "invalid_input", 422],
    ["an id that is too long", { id: "x".repeat(11) }, "not_found", 404],
    ["a NUL in an id", { id: "x\0" }, "not_found", 404],
  ];

  test.each(table)("%s is refused with its code", async (_, sent, code, status, actor) => {
    const response = await send(sent, actor);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const body = problem.strict().parse(await response.json());
    expect(body).toMatchObject({ code, status, type: `/docs/api#error-${code}` });
    expect(body.requestId).toBe(response.headers.get("x-request-id"));
  });
});

test("every field that is wrong is named at once", async () => {
  const response = await send(json({ name: "", colour: 1, size: 2 }));
  const { errors } = problem.parse(await response.json());
  expect(errors?.map(({ path }) => path).sort()).toEqual(["colour", "name", "size"]);
});

test("a body that never ends is refused after 64 KB, without waiting for its end", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 8192;
      controller.enqueue(new Uint8Array(8192).fill(32));
    },
  });
  const response = await send({ body: endless });
  expect(response.status).toBe(413);
  expect(sent).toBeLessThanOrEqual(96 * 1024);
});

test("a role without the permission is refused before anything it sent is looked at", async () => {
  const operation = { ...change, access: "people:manage" } as const satisfies Operation;
  const answer = answerWith(edgeFor(creator), operation, echo);
  const response = await answer(requestOf({ body: "not json" }), { id: "x" });
  expect(problem.parse(await response.json()).code).toBe("forbidden");
});

test("on a loopback installation any loopback name the browser used is its own site", async () => {
  const headers = {
    origin: "http://localhost:4100",
    host: "localhost:4100",
    "sec-fetch-site": "same-origin",
  };
  expect((await send({ headers })).status).toBe(202);
});

test("a good request reaches the verb as one parsed input and is answered with the operation's status", async () => {
  const response = await send({ headers: { "idempotency-key": "k-1" }, query: "?deep=yes" });
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({ id: "x", seen: "fox/k-1" });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("fields the operation does not promise never leave the house", async () => {
  const chatty: typeof echo = async () => Object.assign({ id: "x", seen: "y" }, { passwordHash: "secret" });
  expect(await (await send({}, creator, chatty)).text()).not.toContain("secret");
});

test("a failure tells nothing but its request id", async () => {
  const failing: typeof echo = async () => {
    throw new Error("select * from users where name = 'fox'");
  };
  const response = await send({}, creator, failing);
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toMatch(/select|fox|\.ts/);
  expect(problem.parse(JSON.parse(text)).requestId).toMatch(/^req_/);
});

test("an answer that breaks the operation's promise is a failure, not an answer", async () => {
  const wrong: typeof echo = async () => JSON.parse('{"id":7}');
  expect((await send({}, creator, wrong)).status).toBe(500);
});

test("the moment a refusal opens again is told in the body and as Retry-After", async () => {
  const retryAt = new Date(Date.now() + 90_000);
  const full: typeof echo = async () => {
    throw new Refusal("quota_exceeded", "Used up.", { retryAt });
  };
  const response = await send({}, creator, full);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(85);
  expect(problem.parse(await response.json()).retryAt).toBe(retryAt.toISOString());
});

test("a database that does not answer is told as such, and is no one's sign-out", async () => {
  const lost = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const edge = { identify: () => Promise.reject(lost), context: (who: Actor) => bench.context(who) };
  const request = new Request(`${own}/api/v1/things/x`, { method: "PATCH" });
  const response = await answerWith(edge, change, echo)(request, { id: "x" });
  expect(response.status).toBe(503);
});
