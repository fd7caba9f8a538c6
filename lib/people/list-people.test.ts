import { afterAll, beforeAll, expect, test } from "vitest";
import { quotaUsage, users } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { periodOf } from "#lib/money/quota.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { getMe } from "./get-me.ts";
import { listPeople } from "./list-people.ts";
import { updateMe } from "./update-me.ts";

let bench: TestBench;
let admin: User;
beforeAll(async () => {
  bench = await createBench();
  admin = await bench.person("admin");
  const names = ["ann", "Ann", "Zoë", "50% off", "under_score", "back\\slash", "bob"];
  await bench.db
    .insert(users)
    .values(names.map((name, index) => ({ id: `usr_${index}`, email: `n${index}@example.com`, name })));
});
afterAll(() => bench.close());

const list = (input: { q?: string; cursor?: string; limit?: number }) =>
  listPeople(bench.context(admin), { limit: 50, ...input });

test("pages follow each other without a gap or a repeat, whatever the letters' case", async () => {
  const all = (await list({})).items.map(({ id }) => id);
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 2, ...(cursor && { cursor }) });
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
  expect(new Set(paged).size).toBe(8);
});

test.each([
  ["ANN", ["ann", "Ann"]],
  ["50%", ["50% off"]],
  ["%", ["50% off"]],
  ["r_s", ["under_score"]],
  ["\\", ["back\\slash"]],
  ["n3@", ["50% off"]],
  ["nobody at all", []],
])("searching for %s finds it literally, in names and addresses", async (q, names) => {
  expect((await list({ q })).items.map(({ name }) => name)).toEqual(names);
});

test("a cursor that is gone ends the list", async () => {
  expect(await list({ cursor: "usr_gone" })).toEqual({ items: [], nextCursor: null });
});

test("each person comes with what they have used in the period that runs", async () => {
  const period = periodOf("day", new Date());
  await bench.db.insert(quotaUsage).values([
    { userId: "usr_0", window: "day", period, used: 4 },
    { userId: "usr_0", window: "day", period: "2020-01-01", used: 9 },
  ]);
  const [ann] = (await list({ q: "n0@" })).items;
  expect(ann?.quotas.find(({ window }) => window === "day")).toMatchObject({ used: 4, limit: 10 });
});

test("people change their own name and nothing else of themselves", async () => {
  const person = await bench.person();
  const ctx = bench.context(person);
  expect(await updateMe(ctx, { name: "New name" })).toMatchObject({
    id: person.id,
    name: "New name",
    role: "creator",
  });
  expect((await getMe(ctx)).permissions).not.toContain("people:manage");
});

test("nobody but an admin lists people", async () => {
  const attempt = listPeople(bench.context(await bench.person("reviewer")), { limit: 1 });
  await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
});
