import { expect, test } from "vitest";
import type { VideoEventType } from "#lib/contract/status.ts";
import type { VideoEventView, VideoView } from "#lib/contract/video.ts";
import { stepsOf } from "./steps.ts";
import { begunAt, storyItems } from "./story.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second)).toISOString();

function videoWith(events: [VideoEventType, number][], progress: number | null): VideoView {
  return {
    id: "vid_1",
    title: "A lighthouse",
    status: "processing",
    statusText: "Generating video",
    nextStep: "",
    failure: null,
    progress,
    waitingFor: null,
    etaSeconds: null,
    workflowType: "text-to-video",
    parameters: {
      platform: null,
      aspectRatio: "16:9",
      width: 1280,
      height: 720,
      durationSeconds: 5,
      resolution: "720p",
      seed: 1,
      audio: false,
    },
    model: "animatic",
    modelName: "Animatic",
    tier: "draft",
    attemptCount: 1,
    owner: { id: "usr_1", name: "Mira" },
    isOwn: true,
    actions: [],
    artifacts: [],
    sourceAssets: [],
    createdAt: at(0),
    updatedAt: at(0),
    startedAt: null,
    completedAt: null,
    prompt: null,
    estimate: null,
    story: [],
    attempts: [],
    plan: null,
    choice: { model: "auto", useCase: null, speed: "any", fallbackAllowed: true, priceMaxMicros: null },
    review: null,
    publication: null,
    events: events.map(
      ([type, second], sequence): VideoEventView => ({
        sequence,
        type,
        previousStatus: null,
        newStatus: "processing",
        source: type === "retried" ? "user" : "worker",
        actor: null,
        message: type,
        errorCode: null,
        createdAt: at(second),
      }),
    ),
  };
}

const states = (video: VideoView) => stepsOf(video, 9).map(({ state }) => state);

test("the steps follow the events", () => {
  expect(states(videoWith([["created", 0]], null))).toEqual([
    "done",
    "now",
    "later",
    "later",
    "later",
    "later",
  ]);
  const generating = videoWith(
    [
      ["created", 0],
      ["claimed", 4],
      ["accepted", 6],
    ],
    0.62,
  );
  expect(stepsOf(generating, 9).map(({ detail }) => detail)).toEqual([
    "passed",
    "0:04",
    "0:02",
    "62 %",
    "",
    "",
  ]);
});

test("a full bar without a file means copying", () => {
  const copying = videoWith(
    [
      ["created", 0],
      ["claimed", 1],
      ["accepted", 2],
    ],
    1,
  );
  expect(states(copying)[4]).toBe("now");
});

test("a clip that waits to be copied is past its making", () => {
  const begun = videoWith(
    [
      ["created", 0],
      ["claimed", 1],
      ["accepted", 2],
    ],
    0.4,
  );
  const steps = stepsOf({ ...begun, waitingFor: "copy" }, 83);
  expect(steps.slice(3, 5)).toEqual([
    { name: "Generating", state: "done", detail: "done" },
    { name: "Copying", state: "now", detail: "waits" },
  ]);
});

test("without a percentage the step shows the time spent", () => {
  const silent = videoWith(
    [
      ["created", 0],
      ["claimed", 1],
      ["accepted", 2],
    ],
    null,
  );
  expect(stepsOf(silent, 83)[3]?.detail).toBe("1:23");
  const held: VideoView = { ...silent, waitingFor: "decision" };
  expect(stepsOf(held, 83)[3]?.detail).toBe("waits");
});

test("another try begins the steps anew, even within one millisecond", () => {
  const retried = videoWith(
    [
      ["created", 0],
      ["claimed", 1],
      ["accepted", 2],
      ["failed", 3],
      ["retried", 3],
    ],
    null,
  );
  expect(states(retried)[1]).toBe("now");
  expect(
    states(
      videoWith(
        [
          ["created", 0],
          ["retried", 3],
          ["claimed", 3],
          ["accepted", 3],
        ],
        0,
      ),
    )[3],
  ).toBe("now");
  expect(begunAt(retried)).toBe(at(3));
});

test("each line of the story is shown once, with an icon of its kind and the tone it was told in", () => {
  const line = {
    at: at(1),
    kind: "finding" as const,
    event: null,
    tone: "warn" as const,
    text: "Waiting for the vendor's answer",
    detail: "Nothing is sent twice.",
    take: 1,
    actor: null,
  };
  const canceled = { ...line, kind: "event" as const, event: "canceled" as const, detail: null };
  const items = storyItems({ ...videoWith([["created", 0]], null), story: [line, line, canceled] });
  expect(items.map(({ headline, detail, tone }) => [headline, detail, tone])).toEqual([
    ["Waiting for the vendor's answer", "Nothing is sent twice.", "warn"],
    ["Waiting for the vendor's answer", "Nothing is sent twice.", "warn"],
    ["Waiting for the vendor's answer", undefined, "neutral"],
  ]);
  expect(new Set(items.map(({ key }) => key)).size).toBe(3);
});
