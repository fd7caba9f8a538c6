import { describe, expect, it } from "vitest";
import { replicateVerdict } from "./errors.ts";
import { predictionEventId, progressOf, readPredictionCallback } from "./prediction.ts";

const url = "https://replicate.delivery/xezq/abc/tmp.mp4";
const prediction = (changes: Record<string, unknown>) => ({
  id: "gm3qorzdhgbfurvjtvhg6dckhu",
  status: "succeeded",
  output: url,
  error: null,
  logs: "done",
  data_removed: false,
  ...changes,
});
const read = (changes: Record<string, unknown>) =>
  readPredictionCallback(prediction(changes), "gm3qorzdhgbfurvjtvhg6dckhu");

describe("a prediction", () => {
  it("has its file, given as a text or as a list, and no price", () => {
    for (const output of [url, [url]])
      expect(read({ output })).toMatchObject({
        kind: "succeeded",
        outputs: [{ url, headers: {} }],
        costMicros: null,
      });
  });

  it.each([
    [{ output: null, data_removed: true }, "output_missing"],
    [{ output: null }, "output_missing"],
    [{ output: [] }, "output_missing"],
    [{ output: { url } }, "output_missing"],
    [{ output: "not an address" }, "output_missing"],
  ])("that succeeded with %j is a failure", (changes, code) => {
    expect(read(changes)).toMatchObject({ kind: "failed", failure: { code } });
  });

  it.each(["starting", "processing", "reticulating"])("is pending when it is %s", (status) => {
    expect(read({ status, logs: "a 12%\nb 40%\n" })).toEqual({
      kind: "pending",
      progress: 0.4,
      queuePosition: undefined,
    });
  });

  it("is canceled, or timed out where its deadline passed before it began", () => {
    expect(read({ status: "canceled" })).toEqual({ kind: "canceled" });
    expect(read({ status: "aborted" })).toMatchObject({
      failure: { kind: "transient", code: "provider_timeout" },
    });
  });

  it.each([
    ["The input or output was flagged as sensitive. Please try again. (E005) (uIJ6l3ruRD)", "policy"],
    ["NSFW content detected", "policy"],
    ["Rejected for copyright reasons", "policy"],
    ["Service is at high demand (E003)", "transient"],
    ["CUDA out of memory", "transient"],
    ["Prediction interrupted; please retry (code: PA)", "transient"],
    [null, "transient"],
    [{ detail: "an object" }, "transient"],
  ])("that failed with %j comes to %s", (error, kind) => {
    expect(read({ status: "failed", error })).toMatchObject({ kind: "failed", failure: { kind } });
  });

  it("says nothing where it is no prediction", () => {
    for (const payload of [{}, { id: 7, status: "succeeded" }, { type: "x", data: prediction({}) }]) {
      expect(readPredictionCallback(payload, "7")).toBeUndefined();
      expect(predictionEventId(payload)).toBeUndefined();
    }
  });
});

describe("the progress in the logs", () => {
  it.each([
    ["Generating... 40%\n", 0.4],
    [" 8%|█  | 2/25\n 96%|██ | 24/25\n", 0.96],
    ["12.5 %", 0.12],
    ["done", undefined],
    ["", undefined],
    [null, undefined],
    ["150%", undefined],
  ])("%j is %s", (logs, progress) => {
    expect(progressOf(logs)).toBe(progress);
  });
});

describe("an error of Replicate", () => {
  const judge = (status: number, json: unknown) =>
    replicateVerdict({ status, headers: new Headers(), text: "", json });

  it.each([
    [400, "invalid"],
    [401, "auth"],
    [402, "quota"],
    [403, "auth"],
    [404, "unknown"],
    [422, "invalid"],
    [429, "transient"],
    [500, undefined],
    [502, undefined],
    [503, undefined],
    [504, undefined],
  ])("%i in its own form is %s", (status, kind) => {
    for (const body of [{ detail: "d" }, { error: "e" }, { title: "t", detail: "d", status }])
      expect(judge(status, body)?.kind).toBe(kind);
  });

  it("is none of its own in another form", () => {
    for (const body of [undefined, null, [], {}, "text", { detail: 7 }])
      expect(judge(400, body)).toBeUndefined();
  });

  it("tells the wait that the throttling text names", () => {
    const detail = "Request was throttled. Your rate limit resets in ~30s.";
    expect(judge(429, { detail })).toMatchObject({ retryAfterSeconds: 30, said: detail });
    expect(judge(429, { detail: "Request was throttled." })).not.toHaveProperty("retryAfterSeconds");
  });
});
