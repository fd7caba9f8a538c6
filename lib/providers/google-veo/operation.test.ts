import { expect, test } from "vitest";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { operationAnswer, readOperation } from "./operation.ts";
import { misfitOf, predictionOf } from "./request.ts";

const read = (json: Record<string, unknown>) => readOperation(operationAnswer.parse(json));

test("an operation is pending until it says that it is done", () => {
  const pending = { kind: "pending", progress: undefined, queuePosition: undefined };
  expect(read({ name: "op" })).toEqual(pending);
  expect(read({ name: "op", done: false })).toEqual(pending);
});

test.each([
  [1, "", "canceled"],
  [3, "unsupported field", "invalid"],
  [3, "The prompt violates our usage guidelines", "policy"],
  [4, "", "transient"],
  [5, "", "unknown"],
  [7, "", "auth"],
  [8, "", "transient"],
  [13, "internal server issue", "transient"],
  [14, "", "transient"],
  [99, "", "transient"],
])("an operation that failed with %i “%s” is told as %s", (code, message, kind) => {
  const seen = read({ done: true, error: { code, message } });
  expect(seen.kind === "failed" ? seen.failure.kind : seen.kind).toBe(kind);
});

test("a filtered film is a matter of policy, unless only its sound was", () => {
  const filtered = (reasons?: string[]) =>
    read({ done: true, response: { raiMediaFilteredCount: 1, raiMediaFilteredReasons: reasons } });
  expect(filtered(["It violates usage guidelines."])).toMatchObject({ failure: { kind: "policy" } });
  expect(filtered()).toMatchObject({ failure: { kind: "policy" } });
  expect(filtered(["The audio failed a safety check."])).toMatchObject({ failure: { kind: "transient" } });
});

test("done without a film, an error or a filter is a failure of its own", () => {
  expect(read({ done: true })).toMatchObject({ failure: { code: "output_missing" } });
  expect(read({ done: true, response: { videos: [{ gcsUri: "gs://bucket/x.mp4" }] } })).toMatchObject({
    failure: { code: "output_missing" },
  });
});

test("a film comes inline", () => {
  const videos = [{ bytesBase64Encoded: "AAAA", mimeType: "video/mp4" }];
  expect(read({ done: true, response: { videos, raiMediaFilteredCount: 0 } })).toMatchObject({
    kind: "succeeded",
    outputs: [{ url: "data:video/mp4;base64,AAAA" }],
    costMicros: null,
  });
});

test("larger pictures than 720p are asked for in eight seconds only", async () => {
  const format = { aspectRatio: "16:9", resolution: "1080p", width: 1920, height: 1080 } as const;
  expect(misfitOf(submitRequest("veo-3.1", { format, durationSeconds: 4 }))).toContain("8 seconds");
  expect(misfitOf(submitRequest("veo-3.1", { format, durationSeconds: 8 }))).toBeUndefined();
  expect(misfitOf(submitRequest("veo-3.1", { durationSeconds: 5 }))).toContain("4, 6 or 8");
  const body = await predictionOf(submitRequest("veo-3.1", { format, durationSeconds: 8, audio: true }));
  expect(body).toMatchObject({ parameters: { sampleCount: 1, generateAudio: true, resolution: "1080p" } });
});
