import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { users } from "#db/schema/index.ts";
import { createTestServer } from "#db/testing/database.ts";
import type { Actor, User } from "#lib/context.ts";
import { problem } from "#lib/contract/problem.ts";
import { answerRaw } from "#lib/http/raw-door.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { listenToVideo, listenToVideos } from "./listen.ts";
import { beginShutdown } from "./shutdown.ts";
import { addEvent, addVideo } from "./testing/history.ts";
import { readEvents } from "./testing/sse-reader.ts";

let bench: TestBench;
let owner: User;
let other: User;
let videoId: string;
let actor: Actor;

beforeAll(async () => {
  bench = await createBench(8, createTestServer);
  [owner, other] = await Promise.all([bench.person(), bench.person()]);
  videoId = await addVideo(bench.db, owner.id);
});
afterAll(() => bench.close("histories here are numbered entries, not lives of videos"));

const edge = { identify: async () => actor, context: (who: Actor) => bench.context(who) };
const all = answerRaw(edge, listenToVideos);
const one = answerRaw(edge, listenToVideo);
const request = (init: RequestInit = {}) => new Request("http://127.0.0.1:3000/api/v1/events", init);
const openAll = (init?: RequestInit) => all(request(init), { params: Promise.resolve({}) });
const openOne = (id: string, init?: RequestInit) => one(request(init), { params: Promise.resolve({ id }) });

test("who is not signed in hears nothing", async () => {
  actor = { kind: "anonymous" };
  for (const response of [await openAll(), await openOne(videoId)]) {
    expect(response.status).toBe(401);
    expect(problem.parse(await response.json()).code).toBe("not_signed_in");
  }
});

test("somebody else's video answers exactly like an unknown one", async () => {
  actor = other;
  const [foreign, unknown] = await Promise.all([openOne(videoId), openOne("vid_unknown")]);
  const bodies = await Promise.all(
    [foreign, unknown].map(async (response) => problem.parse(await response.json())),
  );
  expect(bodies.map(({ requestId: _, ...body }) => body)[0]).toEqual(
    bodies.map(({ requestId: _, ...body }) => body)[1],
  );
  expect(foreign.status).toBe(404);
});

test("the answer is a stream that nothing on the way holds back or keeps", async () => {
  actor = owner;
  const leaving = new AbortController();
  const response = await openOne(videoId, { signal: leaving.signal });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
  });
  leaving.abort();
});

test("HEAD answers without opening a stream", async () => {
  actor = owner;
  const response = await openAll({ method: "HEAD" });
  expect(response.status).toBe(200);
  expect(response.body).toBeNull();
});

test("Last-Event-ID is honoured, and a shutdown ends every stream and lets none begin", async () => {
  actor = owner;
  const leaving = new AbortController();
  const first = await openAll({ signal: leaving.signal });
  if (!first.body) throw new Error("no stream");
  const { value: ready } = await readEvents(first.body).next();
  leaving.abort();
  await addEvent(bench.db, videoId, 4);
  const again = await openAll({ headers: { "last-event-id": ready?.id ?? "" } });
  if (!again.body) throw new Error("no stream");
  const events = readEvents(again.body);
  const read = [(await events.next()).value, (await events.next()).value];
  expect(read).toContainEqual(expect.objectContaining({ event: "ready", data: { resync: false } }));
  expect(read).toContainEqual(
    expect.objectContaining({ event: "video", data: expect.objectContaining({ videoId, sequence: 4 }) }),
  );
  beginShutdown();
  expect((await events.next()).done).toBe(true);
  const late = await openAll();
  expect(late.status).toBe(503);
  expect(problem.parse(await late.json()).code).toBe("unavailable");
  globalThis.dailiesShutdown = undefined;
});

test.each([
  ["is suspended", { suspendedAt: new Date() }],
  ["gets another role", { role: "reviewer" as const }],
  ["gets another password", { passwordHash: "another" }],
])("the stream of who %s ends at the next heartbeat, within 30 seconds", async (_name, change) => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const person = await bench.person();
  actor = person;
  const response = await openAll();
  if (!response.body) throw new Error("no stream");
  const events = readEvents(response.body);
  expect((await events.next()).value).toMatchObject({ event: "ready" });
  await bench.db.update(users).set(change).where(eq(users.id, person.id));
  vi.advanceTimersByTime(30_000);
  expect((await events.next()).done).toBe(true);
  vi.useRealTimers();
});
