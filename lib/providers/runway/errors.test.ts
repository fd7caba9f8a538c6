import { expect, test } from "vitest";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { taskFailure, verdictOf } from "./errors.ts";
import { bodyOf } from "./models.ts";
import { readTask } from "./provider.ts";

test.each([
  ["SAFETY.INPUT.TEXT", "policy"],
  ["SAFETY.OUTPUT.VIDEO", "policy"],
  ["INPUT_PREPROCESSING.SAFETY.TEXT", "policy"],
  ["INPUT_PREPROCESSING.SAFETY.THIRD_PARTY", "policy"],
  ["ASSET.INVALID", "invalid"],
  ["INTERNAL.BAD_OUTPUT.CODE01", "transient"],
  ["INPUT_PREPROCESSING.INTERNAL", "transient"],
  ["THIRD_PARTY.UNAVAILABLE", "transient"],
  ["INTERNAL", "transient"],
  ["SAFETYNET", "transient"],
  [undefined, "transient"],
])("a task that failed with %s is told as %s", (code, kind) => {
  expect(taskFailure(code, "Words of the vendor").kind).toBe(kind);
});

const answer = (status: number, json: unknown) => ({ status, json, headers: new Headers(), text: "" });
const empty = "You do not have enough credits to run this task.";
const issue = { code: "too_big", path: ["duration"], message: "not enough credits" };

test.each([
  [400, { error: empty }, "quota"],
  [400, { error: "Validation of body failed", issues: [issue] }, "invalid"],
  [400, { error: empty, issues: [issue] }, "invalid"],
  [400, { error: "The X-Runway-Version header is missing" }, "auth"],
  [401, { error: "Unauthorized" }, "auth"],
  [429, { error: "Daily limit" }, "quota"],
  [502, { error: "Overloaded" }, "transient"],
  [503, { error: "Overloaded" }, "transient"],
  [504, { error: "Timed out" }, undefined],
  [500, { error: "Internal" }, undefined],
  [503, "<html>", undefined],
])("a refusal with %i and %j is told as %s", (status, json, kind) => {
  expect(verdictOf(answer(status, json))?.kind).toBe(kind);
});

test("progress is told only while a task runs, and a word nobody knows is still running", () => {
  const pending = { kind: "pending", queuePosition: undefined };
  expect(readTask({ status: "THROTTLED", progress: 0.5 })).toEqual({ ...pending, progress: undefined });
  expect(readTask({ status: "RUNNING", progress: 0.35 })).toEqual({ ...pending, progress: 0.35 });
  expect(readTask({ status: "RETICULATING" })).toEqual({ ...pending, progress: undefined });
});

test("an end without a file is a failure, and a cost that is not told is not guessed", () => {
  expect(readTask({ status: "SUCCEEDED", output: [] })).toMatchObject({
    failure: { code: "output_missing" },
  });
  const made = readTask({ status: "SUCCEEDED", output: ["https://cdn.test/x.mp4"] });
  expect(made).toMatchObject({ kind: "succeeded", costMicros: null });
  expect(readTask({ status: "CANCELLED" })).toEqual({ kind: "canceled" });
  const charged = { status: "FAILED", failureCode: "SAFETY.INPUT.TEXT", cost: { credits: 60 } };
  expect(readTask(charged)).toMatchObject({ failure: { kind: "policy", chargedMicros: 600_000 } });
  expect(readTask({ ...charged, cost: { credits: 0 } })).not.toHaveProperty("failure.chargedMicros");
});

test("a job without a film costs what Runway says it takes for it", () => {
  const cost = { credits: 60 };
  const charged = { chargedMicros: 600_000 };
  expect(readTask({ status: "FAILED", cost })).toMatchObject({ failure: charged });
  expect(readTask({ status: "CANCELLED", cost })).toEqual({ kind: "canceled", ...charged });
  expect(readTask({ status: "SUCCEEDED", output: [], cost })).toMatchObject({ failure: charged });
  for (const task of [{ status: "CANCELLED" }, { status: "CANCELLED", cost: { credits: 0 } }])
    expect(readTask(task)).toEqual({ kind: "canceled" });
});

test("a body holds what the model takes and nothing else", () => {
  const request = submitRequest("runway-gen4.5", { negativePrompt: "blur", audio: true, seed: 5 });
  const built = bodyOf(request);
  expect(built.kind === "body" && built.body).toEqual({
    model: "gen4.5",
    promptText: request.prompt,
    ratio: "1280:720",
    duration: request.durationSeconds,
    seed: 5,
  });
});

test("what Runway has no words for is a misfit before anything is sent", () => {
  const request = submitRequest("runway-gen4.5");
  const format = { aspectRatio: "1:1", resolution: "720p", width: 960, height: 960 } as const;
  expect(bodyOf({ ...request, format })).toMatchObject({ kind: "misfit" });
  expect(bodyOf({ ...request, prompt: "x".repeat(1001) })).toMatchObject({ kind: "misfit" });
  expect(bodyOf(submitRequest("runway-gen4-turbo"))).toMatchObject({ kind: "misfit" });
});
