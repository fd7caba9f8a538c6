import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { videos } from "#db/schema/index.ts";
import { createTestServer } from "#db/testing/database.ts";
import type { User } from "#lib/context.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import type { TailMessage } from "./message.ts";
import { createProgressTail } from "./progress-tail.ts";
import { createTailer, type Tailer } from "./tailer.ts";
import { addEvent, addVideo } from "./testing/history.ts";

let bench: TestBench;
let owner: User;
let tailer: Tailer;
let videoId: string;

beforeAll(async () => {
  bench = await createBench(20, createTestServer);
  owner = await bench.person();
});
beforeEach(async () => {
  tailer = createTailer({ db: bench.db, pollMs: 10 });
  videoId = await addVideo(bench.db, owner.id);
});
afterAll(() => bench.close("histories here are numbered entries, not lives of videos"));

async function hear() {
  const messages: TailMessage[] = [];
  const { stop, position } = await tailer.subscribe((message) => messages.push(message));
  const sequences = () =>
    messages.flatMap(({ kind, message }) => (kind === "video" ? [message.sequence] : []));
  return { messages, sequences, stop, position };
}

/** A transaction that has written its event and waits to be told to commit. */
async function heldWrite(sequence: number) {
  const written = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const done = bench.db.transaction(async (tx) => {
    await addEvent(tx, videoId, sequence);
    written.resolve();
    await release.promise;
  });
  await written.promise;
  return async () => {
    release.resolve();
    await done;
  };
}

test("what is committed is told, in order, once", async () => {
  const listener = await hear();
  for (let sequence = 0; sequence < 25; sequence += 1) await addEvent(bench.db, videoId, sequence);
  await expect.poll(listener.sequences).toEqual(Array.from({ length: 25 }, (_, index) => index));
  listener.stop();
});

test("an earlier transaction that commits later is never skipped", async () => {
  const listener = await hear();
  const commitEarlier = await heldWrite(0);
  await addEvent(bench.db, videoId, 1);
  const other = await addVideo(bench.db, owner.id);
  await addEvent(bench.db, other, 0);
  tailer.nudge();
  await commitEarlier();
  await expect.poll(() => listener.messages.length).toBe(3);
  expect(listener.messages.map(({ message }) => message.videoId)).toEqual([videoId, videoId, other]);
  expect(listener.sequences()).toEqual([0, 1, 0]);
  listener.stop();
});

test("of a hundred transactions that commit in any order each is told exactly once", async () => {
  const listener = await hear();
  const sequences = Array.from({ length: 100 }, (_, index) => index);
  for (let start = 0; start < 100; start += 10) {
    const commits = await Promise.all(sequences.slice(start, start + 10).map(heldWrite));
    for (const commit of commits.reverse()) await commit();
  }
  await expect.poll(() => listener.sequences().length).toBe(100);
  expect(listener.sequences().toSorted((one, other) => one - other)).toEqual(sequences);
  listener.stop();
});

test("a transaction that is rolled back is never told", async () => {
  const listener = await hear();
  const failing = bench.db.transaction(async (tx) => {
    await addEvent(tx, videoId, 0);
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await addEvent(bench.db, videoId, 1);
  await expect.poll(listener.sequences).toEqual([1]);
  listener.stop();
});

test("what was open when a listener came is told when it commits", async () => {
  const commit = await heldWrite(0);
  const listener = await hear();
  await commit();
  await expect.poll(listener.sequences).toEqual([0]);
  listener.stop();
});

test("a listener hears nothing from before it came, and nothing after it left", async () => {
  await addEvent(bench.db, videoId, 0);
  const listener = await hear();
  await addEvent(bench.db, videoId, 1);
  await expect.poll(listener.sequences).toEqual([1]);
  listener.stop();
  const other = await hear();
  await addEvent(bench.db, videoId, 2);
  await expect.poll(other.sequences).toEqual([2]);
  expect(listener.sequences()).toEqual([1]);
  other.stop();
});

test("listeners that come and go at once never cause a second reader", async () => {
  for (let round = 0; round < 20; round += 1) {
    const [one, two] = await Promise.all([hear(), hear()]);
    one.stop();
    two.stop();
    const three = await hear();
    await addEvent(bench.db, videoId, round);
    await expect.poll(three.sequences).toEqual([round]);
    three.stop();
  }
});

test("the reader survives a database that ends its connections", async () => {
  const listener = await hear();
  await bench.connection.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await expect
    .poll(async () =>
      addEvent(bench.db, videoId, 0).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await expect.poll(listener.sequences, { timeout: 10_000 }).toEqual([0]);
  listener.stop();
});

test("progress is told once each time it was noted, with the seconds left", async () => {
  const listener = await hear();
  const progress = () =>
    listener.messages.flatMap(({ kind, message }) => (kind === "progress" ? [message] : []));
  await bench.db.update(videos).set({ status: "submitted" }).where(eq(videos.id, videoId));
  for (const value of [0.25, 0.5]) {
    await bench.db
      .update(videos)
      .set({ progress: value, progressAt: sql`clock_timestamp()`, updatedAt: sql`now() - interval '10 s'` })
      .where(eq(videos.id, videoId));
    await expect.poll(() => progress().at(-1)?.progress).toBe(value);
  }
  expect(progress().map((message) => message.progress)).toEqual([0.25, 0.5]);
  expect(progress().at(-1)).toMatchObject({ videoId, etaSeconds: 10 });
  listener.stop();
});

test("what a waiting video waits for is told as soon as it is noted, and that it waits no more", async () => {
  const listener = await hear();
  const waits = () =>
    listener.messages.flatMap(({ kind, message }) => (kind === "progress" ? [message.waitingFor] : []));
  for (const waitingFor of ["place", null] as const) {
    await bench.db
      .update(videos)
      .set({ waitingFor, progressAt: sql`clock_timestamp()` })
      .where(eq(videos.id, videoId));
    await expect.poll(() => waits().at(-1)).toBe(waitingFor);
  }
  listener.stop();
});

test("a note of the very millisecond in which listening begins is told, once", async () => {
  const start = new Date();
  await bench.db.update(videos).set({ waitingFor: "place", progressAt: start }).where(eq(videos.id, videoId));
  const read = createProgressTail(bench.db, start);
  expect((await read()).map(({ message }) => message.videoId)).toEqual([videoId]);
  expect(await read()).toEqual([]);
});
