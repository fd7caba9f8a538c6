import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestServer } from "#db/testing/database.ts";
import type { User } from "#lib/context.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import type { Listening } from "./event-stream.ts";
import { readHorizon } from "./read-history.ts";
import { createTailer } from "./tailer.ts";
import { addEvent, addVideo } from "./testing/history.ts";
import { listenTo, readUntil, sequenceOf } from "./testing/listener.ts";

let bench: TestBench;
let owner: User;
let videoId: string;

beforeAll(async () => {
  bench = await createBench(20, createTestServer);
});
beforeEach(async () => {
  owner = await bench.person();
  videoId = await addVideo(bench.db, owner.id);
});
afterAll(() => bench.close("histories here are numbered entries, not lives of videos"));

const connect = (more: Partial<Listening> = {}) => listenTo(bench, owner, more);

test("over 200 random cuts nothing is missed, nothing is repeated, and the order stays", {
  timeout: 120_000,
}, async () => {
  const cuts = fc.sample(
    fc.record({ before: fc.nat(4), during: fc.nat(3), read: fc.nat(4), open: fc.boolean() }),
    {
      numRuns: 200,
      seed: 20261121,
    },
  );
  const tailer = createTailer({ db: bench.db, pollMs: 2 });
  let written = 0;
  const heard: number[] = [];
  const write = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      await addEvent(bench.db, videoId, written);
      written += 1;
    }
  };
  const first = await connect({ tailer });
  let lastEventId = (await first.next()).id ?? null;
  first.end();
  for (const { before, during, read, open } of cuts) {
    const hold = Promise.withResolvers<void>();
    const wrote = Promise.withResolvers<void>();
    const late = open
      ? bench.db.transaction(async (tx) => {
          await addEvent(tx, videoId, written);
          written += 1;
          wrote.resolve();
          await hold.promise;
        })
      : wrote.resolve();
    await wrote.promise;
    await write(before);
    const { next, end, events } = await connect({ tailer, lastEventId });
    const writing = write(during);
    hold.resolve();
    await Promise.all([late, writing]);
    for (let index = 0; index < read && heard.length < written; ) {
      const event = await next();
      lastEventId = event.id ?? lastEventId;
      if (event.event !== "video") continue;
      heard.push(sequenceOf(event));
      index += 1;
    }
    end();
    await events.return(undefined);
  }
  const last = await connect({ tailer, lastEventId });
  while (heard.length < written) {
    const event = await last.next();
    if (event.event === "video") heard.push(sequenceOf(event));
  }
  last.end();
  expect(heard).toEqual(Array.from({ length: written }, (_, index) => index));
});

test("what happens while the past is being read is told once, after the past", async () => {
  const tailer = createTailer({ db: bench.db, pollMs: 2 });
  const first = await connect();
  const { id } = await first.next();
  first.end();
  await addEvent(bench.db, videoId, 0);
  const { next, end } = await connect({
    lastEventId: id ?? null,
    tailer: {
      ...tailer,
      async subscribe(listener) {
        const heard = Promise.withResolvers<void>();
        const subscription = await tailer.subscribe((message) => {
          listener(message);
          heard.resolve();
        });
        await addEvent(bench.db, videoId, 1);
        await heard.promise;
        return subscription;
      },
    },
  });
  await addEvent(bench.db, videoId, 2);
  const read = await readUntil(next, (event) => event.event === "video" && sequenceOf(event) === 2);
  expect(read.map((event) => (event.event === "video" ? sequenceOf(event) : event.event))).toEqual([
    0,
    "ready",
    1,
    2,
  ]);
  end();
});

test("a replay comes before ready, and ready asks for no resync then", async () => {
  const first = await connect();
  const { id } = await first.next();
  first.end();
  for (let sequence = 0; sequence < 3; sequence += 1) await addEvent(bench.db, videoId, sequence);
  const { next, end } = await connect({ lastEventId: id ?? null });
  const read = await readUntil(next, ({ event }) => event === "ready");
  expect(read.slice(0, -1).map(sequenceOf)).toEqual([0, 1, 2]);
  expect(read.at(-1)?.data).toEqual({ resync: false });
  end();
});

test.each([
  ["garbage", "'; drop table videos"],
  ["an empty id", ""],
  ["an id from a database that is gone", "9000000000000000000-7"],
  ["numbers too large to be an id", "99999999999999999999999-1"],
])("%s asks for a resync and tells nothing old", async (_name, lastEventId) => {
  await addEvent(bench.db, videoId, 0);
  const { next, end } = await connect({ lastEventId });
  expect(await next()).toMatchObject({ event: "ready", data: { resync: true } });
  end();
});

test("more than the bound was missed: a resync instead of a flood", async () => {
  const { cursor } = await readHorizon(bench.db);
  await Promise.all(Array.from({ length: 501 }, (_, sequence) => addEvent(bench.db, videoId, sequence)));
  const lastEventId = `${cursor.transactionId}-0`;
  const { next, end } = await connect({ lastEventId });
  expect(await next()).toMatchObject({ event: "ready", data: { resync: true } });
  end();
});

test("what was missed too long ago asks for a resync", async () => {
  const { cursor } = await readHorizon(bench.db);
  await bench.connection.sql`alter table video_events disable trigger video_events_append_only`;
  await addEvent(bench.db, videoId, 0);
  await bench.connection.sql`update video_events set created_at = now() - interval '2 hours'`;
  await bench.connection.sql`alter table video_events enable trigger video_events_append_only`;
  const { next, end } = await connect({ lastEventId: `${cursor.transactionId}-0` });
  expect(await next()).toMatchObject({ event: "ready", data: { resync: true } });
  end();
});

test("a replay leaves out the videos of others too", async () => {
  const other = await bench.person();
  const otherVideo = await addVideo(bench.db, other.id);
  const { cursor } = await readHorizon(bench.db);
  await addEvent(bench.db, otherVideo, 1);
  await addEvent(bench.db, videoId, 2);
  const { next, end } = await connect({ lastEventId: `${cursor.transactionId}-0` });
  const read = await readUntil(next, ({ event }) => event === "ready");
  expect(read.slice(0, -1).map(sequenceOf)).toEqual([2]);
  end();
});
