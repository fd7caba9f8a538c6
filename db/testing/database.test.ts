import postgres from "postgres";
import { expect, test } from "vitest";
import { createTestDatabase } from "./database.ts";

test("two test databases see nothing of each other, and closing one ends its connections", async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const first = postgres(one.url, { max: 1, onnotice: () => undefined });
  const second = postgres(two.url, { max: 1 });
  await first`create table only_here (id int)`;
  expect(await second`select to_regclass('only_here') as found`).toEqual([{ found: null }]);
  await second.end();
  await Promise.all([one.close(), two.close()]);
  await expect(first`select 1`).rejects.toThrow();
  await first.end();
});

test("sorting and lower-casing follow Unicode", async () => {
  const database = await createTestDatabase();
  const sql = postgres(database.url, { max: 1 });
  expect(await sql`select lower('ÄÉ') as lowered`).toEqual([{ lowered: "äé" }]);
  await sql.end();
  await database.close();
});
