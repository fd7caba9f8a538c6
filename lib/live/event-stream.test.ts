import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { videos } from "#db/schema/index.ts";
import { createTestServer } from "#db/testing/database.ts";
import type { User } from "#lib/context.ts";
import { liveVideoMessage } from "#lib/contract/live.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { type Listening, openEventStream } from "./event-stream.ts";
import { createTailer } from "./tailer.ts";
import { addEvent, addVideo } from "./testing/history.ts";
import { listenTo, readUntil, sequenceOf } from "./testing/listener.ts";
import type { SseEvent } from "./testing/sse-reader.ts";

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

test("a first connection is told to read everything anew, and gets an id to go on from", async () => {
  const { next, end } = await connect();
  expect(await next()).toEqual({
    id: expect.stringMatching(/^\d+-\d+$/),
    event: "ready",
    data: { resync: true },
  });
  await addEvent(bench.db, videoId, 0);
  const told = await next();
  expect(told.event).toBe("video");
  expect(liveVideoMessage.parse(told.data)).toMatchObject({
    videoId,
    ownerId: owner.id,
    sequence: 0,
    status: "queued",
  });
  end();
});

test("a creator hears of their own videos only; reviewers and admins hear of all", async () => {
  const other = await bench.person();
  const otherVideo = await addVideo(bench.db, other.id);
  const [mine, reviewing, administering] = await Promise.all(
    [owner, await bench.person("reviewer"), await bench.person("admin")].map((viewer) =>
      connect({ audience: { viewer } }),
    ),
  );
  await addEvent(bench.db, otherVideo, 5);
  await addEvent(bench.db, videoId, 6);
  const heardBy = async (connection = mine) => {
    const read =
      connection && (await readUntil(connection.next, (e) => e.event === "video" && sequenceOf(e) === 6));
    connection?.end();
    return read?.filter(({ event }) => event === "video").map(sequenceOf);
  };
  expect(await heardBy(mine)).toEqual([6]);
  expect(await heardBy(reviewing)).toEqual([5, 6]);
  expect(await heardBy(administering)).toEqual([5, 6]);
});

test("the stream of one video tells of no other", async () => {
  const second = await addVideo(bench.db, owner.id);
  const { next, end } = await connect({ audience: { viewer: owner, videoId: second } });
  await next();
  await addEvent(bench.db, videoId, 1);
  await addEvent(bench.db, second, 2);
  expect(sequenceOf(await next())).toBe(2);
  end();
});

test("progress comes without an id, so that it never moves the place to go on from", async () => {
  const { next, end } = await connect();
  await next();
  await bench.db.update(videos).set({ status: "submitted" }).where(eq(videos.id, videoId));
  await bench.connection
    .sql`update videos set progress = 0.5, progress_at = clock_timestamp() where id = ${videoId}`;
  expect(await next()).toEqual({
    event: "progress",
    data: expect.objectContaining({ videoId, progress: 0.5 }),
  });
  end();
});

test("a listener that may no longer listen is cut off at the next heartbeat", async () => {
  let isAllowed = true;
  const { next, events } = await connect({ heartbeatMs: 5, stillAllowed: async () => isAllowed });
  await next();
  isAllowed = false;
  expect((await events.next()).done).toBe(true);
});

test("a shutdown ends the stream cleanly", async () => {
  const shutdown = new AbortController();
  const { next, events } = await connect({ endings: [shutdown.signal] });
  await next();
  shutdown.abort();
  expect((await events.next()).done).toBe(true);
});

test("a stream opened during a shutdown ends at once", async () => {
  const { events } = await connect({ endings: [AbortSignal.abort()] });
  const read: SseEvent[] = [];
  for await (const event of events) read.push(event);
  expect(read.length).toBeLessThanOrEqual(1);
});

test("who does not read is dropped instead of filling the memory, and the reader of the history goes on", async () => {
  const tailer = createTailer({ db: bench.db, pollMs: 5 });
  const [slow, quick] = await Promise.all([
    openEventStream({
      db: bench.db,
      tailer: {
        ...tailer,
        subscribe: (listener) => tailer.subscribe((message) => times(200, () => listener(message))),
      },
      audience: { viewer: owner },
      lastEventId: null,
      endings: [],
      stillAllowed: async () => true,
    }),
    connect({ tailer }),
  ]);
  for (let sequence = 0; sequence < 20; sequence += 1) await addEvent(bench.db, videoId, sequence);
  await readUntil(quick.next, (event) => event.event === "video" && sequenceOf(event) === 19);
  await expect(async () => {
    for await (const _ of slow);
  }).rejects.toThrow("does not read");
  quick.end();
});

function times(count: number, work: () => void): void {
  for (let index = 0; index < count; index += 1) work();
}
