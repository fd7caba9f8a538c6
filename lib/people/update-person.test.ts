import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries, users } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import type { UpdatePersonInput } from "#lib/contract/people.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { updatePerson } from "./update-person.ts";

let bench: TestBench;
let admin: User;
let creator: User;
const benches: TestBench[] = [];
beforeEach(async () => {
  bench = await createBench();
  benches.push(bench);
  admin = await bench.person("admin");
  creator = await bench.person();
});
afterAll(() => Promise.all(benches.map((one) => one.close())));

const update = (person: User, change: UpdatePersonInput, by = admin) =>
  updatePerson(bench.context(by), { id: person.id, ...change });
const audit = () => bench.db.select().from(auditEntries);
const rowOf = async ({ id }: User) => (await bench.db.select().from(users).where(eq(users.id, id)))[0];
const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

test("changes are made together and each is noted with who, before and after", async () => {
  const view = await update(creator, { role: "reviewer", plan: "free", suspended: true, quota: { day: 3 } });
  expect(view).toMatchObject({ role: "reviewer", plan: "free", suspendedAt: expect.any(String) });
  expect(view.quotas.find(({ window }) => window === "day")).toMatchObject({
    limit: 3,
    limitFrom: "override",
  });
  expect(view.history.map(({ action, actorName }) => [action, actorName])).toEqual([
    ["quota/changed", admin.name],
    ["person/suspended", admin.name],
    ["plan/changed", admin.name],
    ["role/changed", admin.name],
  ]);
  expect(view.history[3]).toMatchObject({ before: { role: "creator" }, after: { role: "reviewer" } });
});

test("a quota goes back to the plan's with null, and what changes nothing is not noted", async () => {
  await update(creator, { quota: { day: 3, month: null } });
  const view = await update(creator, {
    quota: { day: null },
    role: "creator",
    plan: "studio",
    suspended: false,
  });
  expect(view.quotas.find(({ window }) => window === "day")).toMatchObject({ limit: 50, limitFrom: "plan" });
  expect(view.history.map(({ before, after }) => [before, after])).toEqual([
    [{ day: 3 }, { day: null }],
    [{ day: null }, { day: 3 }],
  ]);
});

test("a change whose note cannot be written is not made", async () => {
  await bench.connection.sql`alter table audit_entries add check (action <> 'role/changed')`;
  await expect(update(creator, { plan: "free", role: "reviewer" })).rejects.toThrow();
  expect(await rowOf(creator)).toMatchObject({ role: "creator", plan: "studio" });
  expect(await audit()).toEqual([]);
});

describe("there is always an admin", () => {
  test("the last one keeps the role and cannot be suspended", async () => {
    const other = await bench.person("admin");
    await update(other, { suspended: true });
    expect(await codeOf(update(admin, { role: "creator" }))).toBe("conflict");
    expect(await codeOf(update(admin, { suspended: true }))).toBe("conflict");
    expect(await rowOf(admin)).toMatchObject({ role: "admin", suspendedAt: null });
  });

  test("nobody suspends themselves, even where another admin is left", async () => {
    await bench.person("admin");
    expect(await codeOf(update(admin, { suspended: true }))).toBe("conflict");
  });

  test("two who demote each other at once cannot both succeed", async () => {
    const other = await bench.person("admin");
    const outcomes = await Promise.all([
      codeOf(update(other, { role: "creator" }, admin)),
      codeOf(update(admin, { role: "creator" }, other)),
    ]);
    expect(outcomes.sort()).toEqual(["conflict", "done"]);
  });
});

test("only who may manage people changes them, and an unknown id is not found", async () => {
  const reviewer = await bench.person("reviewer");
  expect(await codeOf(update(creator, { plan: "unlimited" }, creator))).toBe("forbidden");
  expect(await codeOf(update(creator, { plan: "unlimited" }, reviewer))).toBe("forbidden");
  expect(await codeOf(update({ ...creator, id: "usr_nobody" }, { plan: "free" }))).toBe("not_found");
  expect(await audit()).toEqual([]);
});
