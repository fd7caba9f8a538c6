import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { applyProgress } from "./apply.ts";
import { queryKeys } from "./query-keys.ts";

const listKey = queryKeys.videoList({ q: "sea" }, 24);
const item = (id: string) => ({ id, progress: 0.1, etaSeconds: 50, title: id });
const list = () => ({
  pages: [
    { items: [item("vid_1"), item("vid_2")], nextCursor: "x" },
    { items: [item("vid_3")], nextCursor: null },
  ],
  pageParams: [undefined, "x"],
});

test("progress reaches a video on every page of every list and its own page, and nothing else", () => {
  const client = new QueryClient();
  client.setQueryData(listKey, list());
  client.setQueryData(queryKeys.video("vid_3"), item("vid_3"));
  client.setQueryData(queryKeys.video("vid_1"), item("vid_1"));
  applyProgress(client, { videoId: "vid_3", progress: 0.62, etaSeconds: 40, waitingFor: null });
  expect(client.getQueryData(listKey)).toMatchObject({
    pages: [
      { items: [item("vid_1"), item("vid_2")] },
      { items: [{ id: "vid_3", progress: 0.62, etaSeconds: 40 }] },
    ],
  });
  expect(client.getQueryData(queryKeys.video("vid_3"))).toMatchObject({ progress: 0.62, title: "vid_3" });
  expect(client.getQueryData(queryKeys.video("vid_1"))).toEqual(item("vid_1"));
});

test("what a video waits for reaches it, and leaves the time that was estimated", () => {
  const client = new QueryClient();
  client.setQueryData(queryKeys.video("vid_1"), { ...item("vid_1"), progress: null });
  applyProgress(client, { videoId: "vid_1", progress: null, etaSeconds: null, waitingFor: "place" });
  expect(client.getQueryData(queryKeys.video("vid_1"))).toMatchObject({
    waitingFor: "place",
    etaSeconds: 50,
  });
});

test("a list that does not hold the video stays the same object, so nothing is drawn again", () => {
  const client = new QueryClient();
  const before = list();
  client.setQueryData(listKey, before);
  applyProgress(client, { videoId: "vid_9", progress: 0.5, etaSeconds: null, waitingFor: null });
  expect(client.getQueryData(listKey)).toBe(before);
  expect(client.getQueryData(queryKeys.video("vid_9"))).toBeUndefined();
});

test("a video's story is read again when what it waits for changes, and not for mere progress", () => {
  const client = new QueryClient();
  const key = queryKeys.video("vid_1");
  const isStale = () => client.getQueryState(key)?.isInvalidated;
  client.setQueryData(key, { ...item("vid_1"), waitingFor: null });
  applyProgress(client, { videoId: "vid_1", progress: 0.5, etaSeconds: 9, waitingFor: null });
  expect(isStale()).toBe(false);
  applyProgress(client, { videoId: "vid_1", progress: 0.5, etaSeconds: 9, waitingFor: "decision" });
  expect(isStale()).toBe(true);
});
