import { count, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries, routeVersions } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { currentRoutes } from "./current-routes.ts";
import { defaultRoutes } from "./default-routes.ts";
import { getRoutes } from "./get-routes.ts";
import { moveRoutes } from "./move-routes.ts";
import { rule } from "./testing/plan-bench.ts";
import { updateRoutes } from "./update-routes.ts";

describe("the route table", () => {
  let bench: TestBench;
  let admin: User;
  beforeAll(async () => {
    bench = await createBench();
    admin = await bench.person("admin");
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.db.execute("truncate route_versions"));

  const as = (user: User) =>
    bench.context(user, {
      providers: createRegistry([createTestProvider("kling"), createTestProvider("animatic")]),
    });
  const versions = async () => (await bench.db.select({ n: count() }).from(routeVersions))[0]?.n;

  it("is the one that came with the product until somebody changes it", async () => {
    const table = await getRoutes(as(admin));
    expect(table).toMatchObject({ version: 0, rules: defaultRoutes.rules });
    expect(table.history).toEqual([
      { version: 0, note: "As it came with the product", actor: null, createdAt: null },
    ]);
  });

  it("is changed as a whole new version, with who, why, before and after", async () => {
    const rules = [rule(["kling-3.0", "animatic"], { name: "Only one", tier: "draft" })];
    const table = await updateRoutes(as(admin), { version: 0, rules, note: "Less is more" });
    expect(table).toMatchObject({
      version: 1,
      rules,
      history: [
        { version: 1, note: "Less is more", actor: { id: admin.id, name: admin.name } },
        { version: 0 },
      ],
    });
    expect(await currentRoutes(as(admin))).toEqual({ version: 1, rules });
    const [entry] = await bench.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.actorId, admin.id))
      .orderBy(desc(auditEntries.id));
    expect(entry).toMatchObject({
      action: "routes/changed",
      subjectId: "routes",
      before: { version: 0, rules: defaultRoutes.rules },
      after: { version: 1, rules, note: "Less is more" },
    });
  });

  it("warns of an unknown, retired, unconnected or still-making model, row by row", async () => {
    const rules = [
      rule(["kling-3.0", "animatic"], { name: "A" }),
      rule(["nobody", "sora-2", "gpt-image-2", "seedance-2.0"], { name: "B" }),
    ];
    await bench.db.insert(routeVersions).values({ version: 1, rules, note: "", actorId: admin.id });
    expect((await getRoutes(as(admin))).warnings).toEqual([
      { rule: 1, model: "nobody", message: 'There is no model "nobody".' },
      { rule: 1, model: "sora-2", message: "Sora 2: Retired on 2026-09-24." },
      { rule: 1, model: "gpt-image-2", message: "GPT Image 2 makes pictures, not videos." },
      { rule: 1, model: "seedance-2.0", message: "Seedance 2.0: ByteDance is not connected." },
    ]);
  });

  it.each([
    ["an unknown model", ["kling-3.0", "nobody"], 1, 'Route "Second": there is no model "nobody".'],
    ["a retired model", ["sora-2"], 0, 'Route "Second": Sora 2 retired on 2026-09-24.'],
    ["a model of stills", ["gpt-image-2"], 0, 'Route "Second": GPT Image 2 makes pictures, not videos.'],
    ["a model twice", ["animatic", "animatic"], 1, 'Route "Second": Animatic stands in it twice.'],
  ])("is not changed to a row with %s, which is named", async (_, models, place, message) => {
    const rules = [rule(["animatic"], { name: "First" }), rule(models, { name: "Second" })];
    const change = updateRoutes(as(admin), { version: 0, rules, note: "" });
    await expect(change).rejects.toMatchObject({
      code: "invalid_input",
      message,
      extra: { errors: [{ path: `rules.1.models.${place}`, message }] },
    });
    expect(await versions()).toBe(0);
  });

  it("keeps the first of two edits of one version and refuses the other", async () => {
    const edits = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        updateRoutes(as(admin), {
          version: 0,
          rules: [rule(["animatic"], { name: `Edit ${at}` })],
          note: "",
        }),
      ),
    );
    const refused = edits.filter((edit) => edit.status === "rejected");
    expect(refused).toHaveLength(19);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "conflict" });
    expect(await versions()).toBe(1);
  });

  it("waits for a change that is being made, and then refuses to go over it", async () => {
    const waiting = async () =>
      (
        await bench.connection.sql`select 1 from pg_locks where not granted and database =
        (select oid from pg_database where datname = current_database())`
      ).length > 0;
    let change: Promise<unknown> = Promise.resolve();
    await bench.db.transaction(async (other) => {
      const rules = [rule(["animatic"], { name: "First" })];
      await other.insert(routeVersions).values({ version: 1, rules, note: "", actorId: admin.id });
      change = updateRoutes(as(admin), {
        version: 0,
        rules: [rule(["animatic"], { name: "Second" })],
        note: "",
      });
      change.catch(() => undefined);
      await expect.poll(waiting).toBe(true);
    });
    await expect(change).rejects.toMatchObject({ code: "conflict" });
    expect((await getRoutes(as(admin))).rules).toMatchObject([{ name: "First" }]);
  });

  it("makes no version of a change that changes nothing", async () => {
    const table = await updateRoutes(as(admin), {
      version: 0,
      rules: [...defaultRoutes.rules],
      note: "same",
    });
    expect(table.version).toBe(0);
    expect(await versions()).toBe(0);
  });

  it("is read and changed by admins only", async () => {
    for (const role of ["creator", "reviewer"] as const) {
      const person = await bench.person(role);
      await expect(getRoutes(as(person))).rejects.toMatchObject({ code: "forbidden" });
      const change = updateRoutes(as(person), {
        version: 0,
        rules: [rule(["animatic"], { name: "Mine" })],
        note: "",
      });
      await expect(change).rejects.toMatchObject({ code: "forbidden" });
      await expect(moveRoutes(as(person), { id: "sora-2" })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await versions()).toBe(0);
  });

  it("keeps every version as it was: the database refuses to change or delete one", async () => {
    await updateRoutes(as(admin), { version: 0, rules: [rule(["animatic"], { name: "One" })], note: "" });
    await expect(bench.db.update(routeVersions).set({ note: "other" })).rejects.toThrow();
    await expect(bench.db.delete(routeVersions)).rejects.toThrow();
    expect(await versions()).toBe(1);
  });

  it("takes a successor in the place of a retiring model in every row, once, as one version", async () => {
    const rules = [
      rule(["animatic", "sora-2"], { name: "A" }),
      rule(["sora-2", "seedance-2.0", "kling-3.0"], { name: "B" }),
      rule(["kling-3.0", "sora-2", "animatic"], { name: "C" }),
      rule(["animatic"], { name: "D" }),
    ];
    await bench.db.insert(routeVersions).values({ version: 3, rules, note: "", actorId: admin.id });
    const table = await moveRoutes(as(admin), { id: "sora-2" });
    expect(table).toMatchObject({ version: 4, history: [{ note: "Kling 3.0 in place of Sora 2" }, {}, {}] });
    expect(table.rules.map(({ models }) => models)).toEqual([
      ["animatic", "kling-3.0"],
      ["kling-3.0", "seedance-2.0"],
      ["kling-3.0", "animatic"],
      ["animatic"],
    ]);
    expect((await moveRoutes(as(admin), { id: "sora-2" })).version).toBe(4);
  });

  it("is not moved from a model that does not exist or has no successor", async () => {
    await expect(moveRoutes(as(admin), { id: "nobody" })).rejects.toMatchObject({ code: "not_found" });
    await expect(moveRoutes(as(admin), { id: "animatic" })).rejects.toMatchObject({
      code: "conflict",
      message: "Animatic has no successor. Edit the routes instead.",
    });
  });
});
