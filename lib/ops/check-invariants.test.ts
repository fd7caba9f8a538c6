import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { failureCopy } from "#lib/contract/failure.ts";
import { permissionsOf, roles } from "#lib/contract/role.ts";
import { videoStatuses } from "#lib/contract/status.ts";
import { attemptStates } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { useScene } from "#lib/testing/breaches.ts";
import { worker } from "#lib/testing/context.ts";
import { brokenIn, force } from "#lib/testing/invariants.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { checkInvariants } from "./check-invariants.ts";
import { promises } from "./promises.ts";

describe("the invariants", () => {
  const scene = useScene();

  it("are fourteen, each with its view and its words", async () => {
    const { bench } = scene();
    const views = await checkInvariants(bench.context(worker));
    expect(views.map(({ id }) => id)).toEqual(Array.from({ length: 14 }, (_, index) => `I${index + 1}`));
    expect(views.map(({ promise }) => promise)).toEqual(Object.values(promises));
    const [named] = await bench.connection.sql`
      select count(*)::int as views from pg_views where viewname ~ '^invariant_i[0-9]+$'`;
    expect(named?.views).toBe(14);
  });

  it("are shown to the system and to admins only", async () => {
    const { bench, owner } = scene();
    await expect(checkInvariants(bench.context(owner))).rejects.toMatchObject({ code: "forbidden" });
    expect(await checkInvariants(bench.context(await bench.person("admin")))).toHaveLength(14);
  });

  it("hold of a video in each status and of an attempt in each state", async () => {
    const { bench, owner, takeOf, keyed } = scene();
    for (const status of videoStatuses) await videoIn(bench, owner, status);
    for (const state of attemptStates) await takeOf(await videoIn(bench, owner, "processing"), state);
    await keyed();
    expect(await brokenIn(bench)).toEqual([]);
  });

  it("know every failure code that people are told of, and every role that may review", async () => {
    const { bench } = scene();
    const [codes] = await bench.connection.sql`select to_json(known_failure_codes()) as known`;
    expect(codes?.known).toEqual(Object.keys(failureCopy));
    const reviewers = roles.filter((role) => permissionsOf[role].includes("reviews:decide"));
    const [view] = await bench.connection.sql`select pg_get_viewdef('invariant_i9') as definition`;
    expect(view?.definition).toContain(`ARRAY[${reviewers.map((role) => `'${role}'::text`).join(", ")}]`);
  });

  it("watch every trigger and every document that there is", async () => {
    const { bench } = scene();
    const triggers = await bench.connection.sql`
      select tgname as name from pg_trigger where not tgisinternal
      and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`;
    const [eleventh] = await bench.connection.sql`select pg_get_viewdef('invariant_i11') as definition`;
    for (const { name } of triggers) expect(eleventh?.definition).toContain(`'${name}'`);
    const documents = await bench.connection.sql`
      select c.table_name || '.' || c.column_name as name from information_schema.columns c
      where c.table_schema = 'public' and c.data_type in ('json', 'jsonb')`;
    const [last] = await bench.connection.sql`select pg_get_viewdef('invariant_i14') as definition`;
    for (const { name } of documents) expect(last?.definition).toContain(`a prompt lies in ${name}'`);
  });

  it("see a missed deadline only once it has passed, by the clock that is asked", async () => {
    const { bench, owner, takeOf } = scene();
    const id = await videoIn(bench, owner, "processing");
    expect(await brokenIn(bench)).toEqual([]);
    const tomorrow = () => new Date(Date.now() + 86_400_000);
    expect(await brokenIn(bench, bench.context(worker, {}, tomorrow))).toEqual([
      { id: "I2", violations: 1, subject: id },
    ]);
    const attemptId = await takeOf(id, "accepted");
    await bench.db.execute(
      sql`insert into decisions (id, attempt_id, reason) values (${newId("decision")}, ${attemptId}, 'silent_vendor')`,
    );
    expect(await brokenIn(bench, bench.context(worker, {}, tomorrow))).toEqual([]);
  });

  it("tell how many rows break one, and show the first five", async () => {
    const { bench, owner } = scene();
    for (let made = 0; made < 7; made++) await videoIn(bench, owner, "failed");
    await force(bench, "update videos set failure_code = 'nonsense'");
    const thirteenth = (await checkInvariants(bench.context(worker))).find(({ id }) => id === "I13");
    expect(thirteenth?.violations).toBe(7);
    expect(thirteenth?.examples).toHaveLength(5);
  });
});
