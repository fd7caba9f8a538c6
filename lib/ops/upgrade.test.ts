import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { migrate } from "#db/migrate.ts";
import type { Context } from "#lib/context.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createPreviousDatabase, previousAttempt, previousVideo } from "#lib/testing/previous-release.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { abandonedAttempts, releaseAttempt } from "#lib/videos/release-attempt.ts";
import { settleOverdue } from "#lib/videos/settle-overdue.ts";

const claimed = ["claimed", "submitted"] as const;
const accepted = ["accepted", "processing"] as const;
const finished = ["finished", "completed"] as const;
const retried = ["retried", "retrying"] as const;
const failed = ["failed", "failed"] as const;

type Previous = Awaited<ReturnType<typeof createPreviousDatabase>>;

/** People, a film that was published, and what is kept beside films. */
async function fillDone({ sql }: Previous): Promise<void> {
  await sql`insert into users (id, email, name, role) values
    ('usr_maker', 'maker@example.org', 'Maker', 'creator'), ('usr_judge', 'judge@example.org', 'Judge', 'reviewer')`;
  await previousVideo(sql, {
    id: "vid_public",
    moves: [claimed, accepted, finished, ["approved", "approved"], ["published", "published"]],
  });
  const done = { state: "succeeded", operation: { dialect: "standard", taskId: "task-public" } };
  await previousAttempt(sql, { id: "att_public", videoId: "vid_public", ...done, costMicros: 250_000 });
  await sql`insert into artifacts (id, video_id, attempt_id, type, storage_key, mime_type, bytes, sha256, width, height)
    values ('art_public', 'vid_public', 'att_public', 'video', 'key', 'video/mp4', 9, 'sha', 1280, 720)`;
  await sql`insert into reviews (id, video_id, reviewer_id, decision, reasons, artifact_sha256, waited_seconds)
    values ('rev_1', 'vid_public', 'usr_judge', 'approve', '{}', 'sha', 5)`;
  await sql`insert into publications (id, video_id, artifact_id, slug, title, visibility, published_by)
    values ('pub_1', 'vid_public', 'art_public', 'slug', 'Title', 'public', 'usr_maker')`;
  await sql`insert into idempotency_keys (user_id, key, body_hash, response)
    values ('usr_maker', 'key', 'hash', '{"id":"vid_public"}')`;
  await sql`insert into stills (id, owner_id, status, sealed_prompt, prompt_hash, provider, model, aspect_ratio,
    failure_code) values ('stl_1', 'usr_maker', 'failed', 'sealed', 'hash', 'openai', 'm', '16:9', 'provider_failed')`;
  await sql`insert into audit_entries (actor_id, action, subject_id) values ('usr_judge', 'review/decided', 'vid_public')`;
  await sql`insert into webhook_receipts (id, provider, event_id, attempt_id, payload, payload_hash, verified_by,
      applied_at)
    values ('rcp_used', 'kling', 'e1', 'att_public', '{}', 'h', 'hmac', now()),
      ('rcp_unused', 'kling', 'e2', 'att_public', '{}', 'h', 'hmac', null),
      ('rcp_orphan', 'kling', 'e3', null, '{}', 'h', 'hmac', null)`;
}

/** Takes that ended in every way, with and without cost. */
async function fillEnded({ sql }: Previous): Promise<void> {
  await previousVideo(sql, {
    id: "vid_again",
    moves: [claimed, accepted, retried, claimed, accepted, finished],
  });
  const again = { videoId: "vid_again" };
  const late = { state: "timed_out", operation: { taskId: "task-1" }, failure: "provider_timeout" };
  await previousAttempt(sql, { id: "att_late", ...again, ...late });
  const dear = {
    state: "succeeded",
    provider: "fal",
    operation: { requestId: "req-1" },
    costMicros: 390_000,
  };
  await previousAttempt(sql, { id: "att_dear", ...again, number: 2, ...dear });
  await previousVideo(sql, { id: "vid_no", moves: [claimed, failed], failure: "provider_refused_policy" });
  const refused = { state: "rejected", failure: "provider_refused_policy" };
  await previousAttempt(sql, { id: "att_no", videoId: "vid_no", ...refused });
  await previousVideo(sql, { id: "vid_stop", moves: [claimed, accepted, ["canceled", "canceled"]] });
  const stopped = { state: "canceled", provider: "google-veo", operation: { name: "op/1", model: "veo" } };
  await previousAttempt(sql, { id: "att_stop", videoId: "vid_stop", ...stopped });
  await previousVideo(sql, { id: "vid_old", moves: [["expired", "expired"]] });
}

/** What was under way when the previous release was stopped. */
async function fillUnderWay({ sql }: Previous): Promise<void> {
  await previousVideo(sql, { id: "vid_new", age: 0, moves: [] });
  await previousVideo(sql, { id: "vid_sent", age: 0, moves: [claimed] });
  await previousAttempt(sql, { id: "att_sent", videoId: "vid_sent", state: "intent" });
  await previousVideo(sql, {
    id: "vid_runs",
    age: 0,
    moves: [claimed, accepted, retried, claimed, accepted],
  });
  const same = { videoId: "vid_runs", operation: { taskId: "task-runs" } };
  await previousAttempt(sql, {
    id: "att_ran",
    ...same,
    state: "failed_retryable",
    failure: "provider_failed",
  });
  await previousAttempt(sql, { id: "att_runs", ...same, number: 2, state: "accepted" });
  await previousVideo(sql, { id: "vid_lost", moves: [claimed, failed], failure: "submit_ambiguous" });
  const lost = { state: "ambiguous", failure: "submit_ambiguous" };
  await previousAttempt(sql, { id: "att_lost", videoId: "vid_lost", ...lost });
  await previousVideo(sql, { id: "vid_stuck", moves: [claimed] });
  await previousAttempt(sql, { id: "att_stuck", videoId: "vid_stuck", state: "intent" });
}

describe("a database of the previous release", () => {
  let bench: TestBench;
  let previous: Previous;
  let connection: Connection;
  let ctx: Context;
  beforeAll(async () => {
    bench = await createBench();
    previous = await createPreviousDatabase();
    await fillDone(previous);
    await fillEnded(previous);
    await fillUnderWay(previous);
    await migrate(previous.url);
    connection = connect(previous.url, 5);
    const providers = createRegistry([createTestProvider("kling")]);
    ctx = { ...bench.context(worker, { providers }), db: connection.db };
  });
  afterAll(async () => {
    await connection.close();
    await previous.close();
    await bench.close();
  });
  const broken = async () =>
    (await previous.sql`select invariant, subject from invariant_violations order by 1, 2`).map(
      ({ invariant, subject }) => `${invariant} ${subject}`,
    );

  it("keeps every promise at once, but for what was stuck already", async () => {
    expect(await broken()).toEqual(["I2 att_lost", "I2 vid_stuck"]);
  });

  it("books every take as it had come out, and holds what nobody knows the end of", async () => {
    const rows = await previous.sql`
      select attempt_id, string_agg(move || ' ' || amount_micros, ', ' order by id) as booked
      from ledger_entries group by attempt_id order by attempt_id`;
    expect(Object.fromEntries(rows.map((row) => [row.attempt_id, row.booked]))).toEqual({
      att_dear: "reserve 300000, settle 300000, charge 90000",
      att_late: "reserve 300000, release 300000",
      att_lost: "reserve 300000",
      att_no: "reserve 300000, release 300000",
      att_public: "reserve 300000, settle 250000, release 50000",
      att_ran: "reserve 300000, release 300000",
      att_runs: "reserve 300000",
      att_sent: "reserve 300000",
      att_stop: "reserve 300000, release 300000",
      att_stuck: "reserve 300000",
    });
  });

  it("knows the jobs of all vendors by their ids, and gives one that stood twice to the take that follows it", async () => {
    const rows = await previous.sql`select id, job_id from attempts where job_id is not null order by id`;
    expect(Object.fromEntries(rows.map((row) => [row.id, row.job_id]))).toEqual({
      att_dear: "req-1",
      att_late: "task-1",
      att_public: "task-public",
      att_runs: "task-runs",
      att_stop: "op/1",
    });
  });

  it("lays before the admins what was stuck, and then keeps every promise", async () => {
    for (const attemptId of await abandonedAttempts(ctx, 10)) await releaseAttempt(ctx, { attemptId });
    await settleOverdue(ctx);
    expect(await broken()).toEqual([]);
    expect(await previous.sql`select attempt_id, reason from decisions order by 1`).toEqual([
      { attempt_id: "att_lost", reason: "unknown_submission" },
      { attempt_id: "att_stuck", reason: "unknown_submission" },
    ]);
  });
});
