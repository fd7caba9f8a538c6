import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { User } from "#lib/context.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { brokenIn } from "#lib/testing/invariants.ts";
import { videoIn } from "#lib/testing/videos.ts";

describe("a database without its guards", () => {
  let bench: TestBench;
  let owner: User;
  beforeAll(async () => {
    bench = await createBench();
    owner = await bench.person("creator", "unlimited");
    for (const event of ["one", "two"]) {
      const attemptId = await attemptIn(bench, {
        videoId: await videoIn(bench, owner, "processing"),
        state: "accepted",
      });
      await bench.connection.sql`
        insert into webhook_receipts (id, provider, event_id, attempt_id, payload, payload_hash, verified_by)
        values (${`rcp_${event}`}, 'animatic', ${event}, ${attemptId}, '{}', 'h', 'hmac')`;
    }
  });
  afterAll(() => bench.close());

  /** What is found after the statements, which are then undone. */
  async function foundAfter(...statements: string[]) {
    let found: Awaited<ReturnType<typeof brokenIn>> = [];
    const undone = new Error("undone");
    const work = bench.db.transaction(async (tx) => {
      for (const statement of statements) await tx.execute(sql.raw(statement));
      found = await brokenIn(bench, { ...bench.context(worker), db: tx });
      throw undone;
    });
    await expect(work).rejects.toBe(undone);
    return found;
  }
  const unguarded = "set local session_replication_role = replica";

  it.each([
    ["I2", "decisions_one_open"],
    ["I4", "attempts_one_live"],
    ["I4", "attempts_number"],
    ["I5", "attempts_job"],
    ["I5", "attempts_token"],
    ["I6", "ledger_entries_once"],
    ["I7", "webhook_receipts_event"],
    ["I9", "reviews_once_a_file"],
    ["I11", "video_events_sequence"],
    ["I11", "video_events_cause"],
    ["I12", "publications_open"],
  ])("%s tells that %s is gone", async (id, index) => {
    expect(await foundAfter(`drop index ${index}`)).toEqual([{ id, violations: 1, subject: index }]);
  });

  it.each([
    [
      "two live takes of one video",
      "I4",
      "attempts_one_live",
      "insert into attempts (id, video_id, number, round, provider, model, state, token_hash, deadline_at) select 'att_2', min(video_id), 2, 1, 'animatic', 'animatic', 'intent', 't', now() from attempts",
    ],
    ["two takes with one job", "I5", "attempts_job", "update attempts set job_id = 'the same'"],
    [
      "one callback kept twice",
      "I7",
      "webhook_receipts_event",
      "update webhook_receipts set event_id = 'the same'",
    ],
    [
      "an idempotency key with two answers",
      "I10",
      "idempotency_keys_user_id_key_pk",
      "insert into idempotency_keys (user_id, key, body_hash, response) select id, 'k', 'h', '{}' from users, generate_series(1, 2)",
    ],
  ])("sees %s", async (_, id, index, statement) => {
    const drop =
      id === "I10" ? `alter table idempotency_keys drop constraint ${index}` : `drop index ${index}`;
    expect(await foundAfter(unguarded, drop, statement)).toMatchObject([{ id, violations: 2 }]);
  });

  it("sees a gap in a history", async () => {
    const gap =
      "update video_events set sequence = 7 where sequence = 2 and video_id = (select min(id) from videos)";
    expect(await foundAfter(unguarded, gap)).toMatchObject([{ id: "I11", violations: 1 }]);
  });

  it("sees a trigger that is switched off, and one that is gone", async () => {
    const found = await foundAfter(
      "alter table ledger_entries disable trigger ledger_entries_append_only",
      "drop trigger attempts_keep on attempts",
    );
    expect(found).toEqual([{ id: "I11", violations: 2, subject: "attempts_keep" }]);
  });
});
