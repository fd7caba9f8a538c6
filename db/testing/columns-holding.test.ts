import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./database.ts";

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await database.close();
});

test("a marked text is found in every kind of column of every schema, and elsewhere nothing is", async () => {
  await sql`create schema engine`;
  await sql`create table engine.queue (id int, payload jsonb, raw bytea, words text[])`;
  await sql`insert into engine.queue values (1, '{"a":["x canary-7 y"]}', 'canary-7', array['canary-7'])`;
  await sql`insert into users (id, email, name) values ('usr_1', 'a@b', 'canary-7'), ('usr_2', 'b@b', 'canary-8')`;
  const found = await sql`select * from columns_holding('canary-7')`;
  expect(found.map((row) => `${row.table_name}.${row.column_name} ${row.rows_found}`)).toEqual([
    "engine.queue.payload 1",
    "engine.queue.raw 1",
    "engine.queue.words 1",
    "users.name 1",
  ]);
  expect(await sql`select * from columns_holding('canary-9')`).toHaveLength(0);
});

test.each([
  ['{"prompt":"a cat"}', true],
  ['{"input":{"negative_prompt":"a dog"}}', true],
  ['[{"negativePrompt":"a dog"}]', true],
  ['{"a":[[{"promptText":"a cat"}]]}', true],
  ['{"prompt":""}', false],
  ['{"prompt":null,"promptLength":12,"reason":"the prompt is too long"}', false],
  ['{"prompt":{"maxLength":100}}', false],
  ['"prompt"', false],
])("a document %s holds a prompt: %s", async (document, holds) => {
  const [row] = await sql`select holds_prompt(${document}::text::jsonb) as holds`;
  expect(row?.holds).toBe(holds);
});
