import { expect, test } from "vitest";
import type { AttemptView } from "#lib/contract/video.ts";
import { chargedOf, stopRisk, takePrice, takeReason, takeStateWords, waitingWords } from "./take-words.ts";

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

const made = { status: "processing", waitingFor: null } as const;
const over = { status: "canceled", waitingFor: null } as const;

test("a price is told once where it is what was expected, and twice where it is not", () => {
  expect(takePrice(attempt, made)).toEqual({ price: "$0.84", note: null });
  expect(takePrice({ ...attempt, costMicros: 0, state: "failed_permanent" }, made)).toEqual({
    price: "$0.00",
    note: "of $0.84",
  });
  expect(takePrice({ ...attempt, costMicros: 0, state: "accepted" }, made).price).toBe("about $0.84");
  expect(takePrice({ ...attempt, costMicros: 0, state: "ambiguous" }, made).price).toBe("perhaps $0.84");
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
  expect(waitingWords({ ...video, waitingFor: "copy", status: "processing" })?.text).toBe(
    "Waiting to copy the finished clip from Kling 3.0",
  );
  for (const status of ["queued", "failed", "canceled"] as const)
    expect(waitingWords({ ...decided, status })).toBeUndefined();
});

test("a take whose answer is missing has not failed, and one that was found is being made", () => {
  const words = (state: AttemptView["state"], errorCode: AttemptView["errorCode"] = null) =>
    takeStateWords({ ...attempt, state, errorCode }, made);
  expect(words("ambiguous", "submit_ambiguous")).toBe("Waiting for its answer");
  expect(words("adopted")).toBe("Found again, being made");
  expect(words("written_off", "job_lost")).toBe("The model lost track of the job.");
  expect(takePrice({ ...attempt, costMicros: 0, state: "adopted" }, made).price).toBe("about $0.84");
});

test("a take that its vendor has ended is not told as being made", () => {
  const words = (state: AttemptView["state"], waitingFor: "copy" | "decision") =>
    takeStateWords({ ...attempt, state }, { ...made, waitingFor });
  expect(words("accepted", "copy")).toBe("Finished, not copied yet");
  expect(words("adopted", "copy")).toBe("Finished, not copied yet");
  expect(words("accepted", "decision")).toBe("Waiting for an admin");
  expect(words("ambiguous", "decision")).toBe("Waiting for its answer");
  expect(words("succeeded", "copy")).toBe("Delivered");
});

test("what an unclear take may have cost is never told as nothing", () => {
  const unclear: AttemptView = { ...attempt, costMicros: 0, state: "ambiguous" };
  const charged = (...attempts: AttemptView[]) => chargedOf({ attempts, ...made });
  expect([charged(), charged(unclear), charged(attempt), charged(unclear, attempt)]).toEqual([
    "Nothing",
    "Perhaps $0.84",
    "$0.84",
    "$0.84, perhaps $0.84 more",
  ]);
});

test("a take that is not settled when its video is over is neither being made nor free", () => {
  for (const state of ["intent", "accepted", "adopted"] as const) {
    const open = { ...attempt, state, costMicros: 0 };
    expect(takeStateWords(open, over)).toBe("Not settled yet");
    expect(takePrice(open, over).price).toBe("perhaps $0.84");
    expect(chargedOf({ attempts: [open], ...over })).toBe("Perhaps $0.84");
    expect(chargedOf({ attempts: [open], ...made })).toBe("Nothing");
  }
});

test("stopping costs nothing before a paid model may have the job", () => {
  const risk = (state: AttemptView["state"], priceMicros = 840_000) =>
    stopRisk({ attempts: [{ ...attempt, state, priceMicros }] });
  expect(stopRisk({ attempts: [] })).toBe("none");
  expect([risk("rejected"), risk("accepted", 0), risk("ambiguous", 0)]).toEqual(["none", "none", "none"]);
  expect([risk("accepted"), risk("adopted"), risk("intent")]).toEqual(["charged", "charged", "charged"]);
  expect(risk("ambiguous")).toBe("unknown");
});
