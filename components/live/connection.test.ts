import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LiveMessage, listen } from "./connection.ts";

/** The browser's stream, which does not exist here; each one that is opened can be spoken through. */
class StreamOfTheTest extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: StreamOfTheTest[] = [];
  readyState = 1;
  onerror: (() => void) | null = null;
  constructor() {
    super();
    StreamOfTheTest.opened.push(this);
  }
  close(): void {
    this.readyState = StreamOfTheTest.CLOSED;
  }
  say(event: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }
}

const video = {
  videoId: "vid_1",
  ownerId: "usr_1",
  sequence: 3,
  type: "finished",
  status: "completed",
  at: "2026-11-21T12:00:00.000Z",
} as const;
const stops: (() => void)[] = [];
const streams = StreamOfTheTest.opened;

/** A tab of the browser: what it was told so far. */
function openTab(userId = "usr_1") {
  const told: LiveMessage[] = [];
  const close = listen(userId, (message) => told.push(message));
  stops.push(close);
  return { told, close };
}
const kinds = (told: LiveMessage[]) => told.map(({ kind }) => kind);

beforeEach(() => {
  streams.length = 0;
  vi.stubGlobal("EventSource", StreamOfTheTest);
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.unstubAllGlobals();
});

test("three tabs read one stream, and each hears every message once", async () => {
  const tabs = [openTab(), openTab(), openTab()];
  await expect.poll(() => streams.length).toBe(1);
  streams[0]?.say("video", video);
  for (const { told } of tabs) await expect.poll(() => told).toEqual([{ kind: "video", message: video }]);
  expect(streams).toHaveLength(1);
});

test("when the reading tab closes another one goes on", async () => {
  const first = openTab();
  await expect.poll(() => streams.length).toBe(1);
  const second = openTab();
  first.close();
  await expect.poll(() => streams.length).toBe(2);
  expect(streams[0]?.readyState).toBe(StreamOfTheTest.CLOSED);
  streams[1]?.say("ready", { resync: true });
  await expect.poll(() => kinds(second.told)).toEqual(["state", "resync"]);
});

test("a tab that closes before its turn never opens a stream", async () => {
  const first = openTab();
  await expect.poll(() => streams.length).toBe(1);
  openTab().close();
  first.close();
  const third = openTab();
  await expect.poll(() => streams.length).toBe(2);
  streams[1]?.say("video", video);
  await expect.poll(() => kinds(third.told)).toEqual(["video"]);
  expect(streams).toHaveLength(2);
});

test("a replayed gap needs no second reading; any other one does", async () => {
  const { told } = openTab();
  await expect.poll(() => streams.length).toBe(1);
  streams[0]?.say("ready", { resync: false });
  expect(kinds(told)).toEqual(["state"]);
  streams[0]?.say("ready", { resync: true });
  streams[0]?.say("ready", "who knows");
  expect(kinds(told)).toEqual(["state", "state", "resync", "state", "resync"]);
});

test("another person in the same browser has a stream of their own", async () => {
  const [one, two] = [openTab("usr_1"), openTab("usr_2")];
  await expect.poll(() => streams.length).toBe(2);
  streams[0]?.say("video", video);
  await expect.poll(() => [...kinds(one.told), ...kinds(two.told)]).toEqual(["video"]);
});

test("a refused stream is opened again by itself", async () => {
  const { told } = openTab();
  await expect.poll(() => streams.length).toBe(1);
  streams[0]?.close();
  streams[0]?.onerror?.();
  expect(told.at(-1)).toEqual({ kind: "state", connected: false });
  await expect.poll(() => streams.length, { timeout: 5_000 }).toBe(2);
  streams[1]?.say("ready", { resync: true });
  expect(kinds(told)).toEqual(["state", "state", "resync"]);
});

test("a message that is not understood asks for a resync instead of being lost", async () => {
  const { told } = openTab();
  await expect.poll(() => streams.length).toBe(1);
  streams[0]?.say("video", { ...video, status: "a status of a newer version" });
  expect(kinds(told)).toEqual(["resync"]);
});
