import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "#lib/ids.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { getIncidents } from "./get-incidents.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await createBench();
});
afterAll(() => bench.close());

it("counts what needs an operator, for admins only", async () => {
  const admin = await bench.person("admin");
  const tomorrow = () => new Date(Date.now() + 86_400_000);
  const calm = await getIncidents(bench.context(admin));
  expect(calm.counts).toEqual({ decisions: 0, stuck: 0, orphans: 0, duplicates: 0, violations: 0 });
  expect(calm.invariants).toHaveLength(14);

  const owner = await bench.person("creator", "unlimited");
  await videoIn(bench, owner, "processing");
  const asked = await videoIn(bench, owner, "processing");
  const attemptId = await attemptIn(bench, { videoId: asked, state: "accepted" });
  await bench.connection.sql`
    insert into decisions (id, attempt_id, reason) values (${newId("decision")}, ${attemptId}, 'lost_job')`;
  for (const [event, attempt, duplicates] of [
    ["orphan", null, 0],
    ["repeated", attemptId, 4],
  ] as const)
    await bench.connection.sql`
      insert into webhook_receipts (id, provider, event_id, attempt_id, payload, payload_hash, verified_by, duplicates)
      values (${newId("receipt")}, 'animatic', ${event}, ${attempt}, '{}', 'h', 'hmac', ${duplicates})`;

  const { counts, invariants } = await getIncidents(bench.context(admin, {}, tomorrow));
  expect(counts).toEqual({ decisions: 1, stuck: 2, orphans: 1, duplicates: 1, violations: 1 });
  expect(invariants.filter(({ violations }) => violations > 0).map(({ id }) => id)).toEqual(["I2"]);
  await expect(getIncidents(bench.context(owner))).rejects.toMatchObject({ code: "forbidden" });
});
