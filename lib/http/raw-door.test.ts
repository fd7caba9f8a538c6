import { afterAll, beforeAll, expect, it } from "vitest";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { answerRaw } from "./raw-door.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await createBench();
});
afterAll(() => bench.close());

async function statusOf(params: Promise<Record<string, string | string[]>>): Promise<number> {
  const edge = {
    identify: async () => ({ kind: "anonymous" as const }),
    context: () => bench.context({ kind: "anonymous" }),
  };
  const door = answerRaw(edge, async () => new Response("open"));
  return (await door(new Request("http://127.0.0.1:3000/"), { params })).status;
}

it.each([
  [{ slug: "a" }, 200],
  [{ key: ["a", "b"] }, 200],
  [{}, 200],
  [{ slug: "a\0" }, 404],
  [{ key: ["a", "\0"] }, 404],
])("a door asked with %j answers %i", async (params, status) => {
  expect(await statusOf(Promise.resolve(params))).toBe(status);
});

it("a door whose path has no parts is told of none and opens", async () => {
  expect(await statusOf(JSON.parse("null"))).toBe(200);
});
