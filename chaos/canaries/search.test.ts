import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { prompt } from "./marks.ts";
import { readDatabase, searchFor } from "./search.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await createBench(5);
});
afterAll(() => bench.close());

test("a planted mark is found in every kind of column, of the engine's tables too", async () => {
  const { text } = prompt;
  await bench.db.execute(sql`create schema engine`);
  await bench.db.execute(sql`create table engine.queue (payload jsonb, raw bytea, words text[])`);
  await bench.db.execute(sql`insert into engine.queue values (
    jsonb_build_object('a', ${text}::text), convert_to(${text}, 'UTF8'), array['b', ${text}])`);
  expect(searchFor([prompt], await readDatabase(bench.db))).toEqual([
    "the prompt in engine.queue.raw",
    "the prompt in engine.queue.words",
    "the prompt in engine.queue.payload",
  ]);
});

test.each([
  ["as it is", (text: string) => `{"msg":"${text}"}`],
  ["in capitals", (text: string) => text.toUpperCase()],
  ["in base64", (text: string) => Buffer.from(`{"a":"${text}"}`).toString("base64")],
  ["in base64 one letter later", (text: string) => Buffer.from(`{"ab":"${text}"}`).toString("base64url")],
  ["in base64 two letters later", (text: string) => Buffer.from(`{"abc":"${text}"}`).toString("base64")],
  ["in hexadecimal digits", (text: string) => Buffer.from(text).toString("hex")],
])("a mark is found %s, and nothing where there is none", (_, write) => {
  const search = (written: string) => searchFor([prompt], [{ where: "a line", text: write(written) }]);
  expect(search(prompt.text)).toEqual(["the prompt in a line"]);
  expect(search("something else")).toEqual([]);
});
