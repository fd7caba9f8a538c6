import { expect, test } from "vitest";
import type { AttemptView } from "#lib/contract/video.ts";
import { chargedOf, takePrice, takeReason, takeStateWords, waitingWords } from "./take-words.ts";

const attempt: AttemptView = {
  number: 1,
  provider: "kling",
  model: "kling-3.0",
  state: "succeeded",
  latencyMs: 1000,
  modelName: "Kling 3.0",
  reason: "First in the route “Default”.",
  differences: [],
  priceMicros: 840_000,
  costMicros: 840_000,
  errorCode: null,
  startedAt: "2026-11-21T12:00:00.000Z",
  endedAt: "2026-11-21T12:00:01.000Z",
};

test("a price is told once where it is what was expected, and twice where it is not", () => {
  expect(takePrice(attempt)).toEqual({ price: "$0.84", note: null });
  expect(takePrice({ ...attempt, costMicros: 0, state: "failed_permanent" })).toEqual({
    price: "$0.00",
    note: "of $0.84",
  });
  expect(takePrice({ ...attempt, costMicros: 0, state: "accepted" }).price).toBe("about $0.84");
  expect(takePrice({ ...attempt, costMicros: 0, state: "ambiguous" }).price).toBe("perhaps $0.84");
});

test("what a take made otherwise is told with its reason", () => {
  const differences = [{ field: "duration" as const, asked: "5 s", given: "6 s", worse: false }];
  expect(takeReason({ ...attempt, differences })).toBe(
    "First in the route “Default”. Length 6 s instead of 5 s.",
  );
  expect(takeReason({ ...attempt, reason: "" })).toBeUndefined();
});

test("a wait names the model it is for, and ends when the video is handed over", () => {
  const video = { waitingFor: "place" as const, modelName: "Kling 3.0", status: "queued" as const };
  expect(waitingWords(video)?.text).toBe("Waiting for a free place at Kling 3.0");
  expect(waitingWords({ ...video, waitingFor: "safety_check" })?.text).toBe("Waiting for the safety check");
  expect(waitingWords({ ...video, status: "processing" })).toBeUndefined();
  expect(waitingWords({ ...video, waitingFor: null })).toBeUndefined();
});

test("what is unknown of a take is waited for while it is out, calmly and with what happens next", () => {
  const video = {
    waitingFor: "vendor_answer" as const,
    modelName: "Kling 3.0",
    status: "submitted" as const,
  };
  expect(waitingWords(video)?.text).toBe("Waiting for Kling 3.0 to say whether it took the job");
  expect(waitingWords(video)?.nextStep).toMatch(/^Nothing is sent twice/);
  const decided = { ...video, waitingFor: "decision" as const };
  expect(waitingWords({ ...decided, status: "processing" })?.text).toBe("Waiting for an admin's decision");
  for (const status of ["queued", "failed", "canceled"] as const)
    expect(waitingWords({ ...decided, status })).toBeUndefined();
});

test("a take whose answer is missing has not failed, and one that was found is being made", () => {
  const words = (state: AttemptView["state"], errorCode: AttemptView["errorCode"] = null) =>
    takeStateWords({ ...attempt, state, errorCode });
  expect(words("ambiguous", "submit_ambiguous")).toBe("Waiting for its answer");
  expect(words("adopted")).toBe("Found again, being made");
  expect(words("written_off", "job_lost")).toBe("The model lost track of the job.");
  expect(takePrice({ ...attempt, costMicros: 0, state: "adopted" }).price).toBe("about $0.84");
});

test("what an unclear take may have cost is never told as nothing", () => {
  const unclear: AttemptView = { ...attempt, costMicros: 0, state: "ambiguous" };
  const charged = (...attempts: AttemptView[]) => chargedOf({ attempts });
  expect([charged(), charged(unclear), charged(attempt), charged(unclear, attempt)]).toEqual([
    "Nothing",
    "Perhaps $0.84",
    "$0.84",
    "$0.84, perhaps $0.84 more",
  ]);
});
