import { expect, test } from "vitest";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { verdictOf } from "./errors.ts";
import { bodyOf } from "./models.ts";
import { predictionSchema, readPrediction, usdMicros } from "./prediction.ts";

const read = (json: Record<string, unknown>) => readPrediction(predictionSchema.parse(json));

test.each([
  ["created", "pending"],
  ["Starting", "pending"],
  ["queued", "pending"],
  ["processing", "pending"],
  ["reticulating", "pending"],
  ["COMPLETED", "succeeded"],
  ["succeeded", "succeeded"],
  ["failed", "failed"],
  ["Error", "failed"],
  ["timeout", "failed"],
  ["canceled", "canceled"],
  ["cancelled", "canceled"],
])("%s is told as %s", (status, kind) => {
  expect(read({ status, outputs: ["https://cdn.test/o.mp4"] }).kind).toBe(kind);
});

test.each([
  [{ error: "The content did not pass moderation", error_code: 1039 }, "policy"],
  [{ error: "whatever it was", error_code: "1039" }, "policy"],
  [{ error: "Sensitive content" }, "policy"],
  [{ error: { message: "NSFW" } }, "policy"],
  [{ error: "upstream error" }, "transient"],
  [{ error: null }, "transient"],
])("a prediction that failed with %j is told as %s", (told, kind) => {
  expect(read({ status: "failed", ...told })).toMatchObject({ failure: { kind } });
});

test("outputs are texts, objects or a single one, and only web addresses", () => {
  const url = "https://cdn.test/o.mp4";
  for (const told of [{ outputs: [url] }, { outputs: [{ url }] }, { outputs: null, output: url }])
    expect(read({ status: "completed", ...told })).toMatchObject({ outputs: [{ url }] });
  for (const outputs of [[], null, ["file:///etc/passwd"]])
    expect(read({ status: "completed", outputs })).toMatchObject({ failure: { code: "output_missing" } });
});

test("a price is money only where it is a decimal amount", () => {
  expect(usdMicros("0.475000")).toBe(475_000);
  expect(usdMicros(0.1)).toBe(100_000);
  for (const other of ["", "1e3", "-1", "free", undefined]) expect(usdMicros(other)).toBeNull();
});

const answer = (status: number, json: unknown) => ({ status, json, headers: new Headers(), text: "" });

test.each([
  [400, { code: 400, msg: "missing model" }, "invalid"],
  [400, { code: "400", message: "the prompt is sensitive" }, "policy"],
  [401, { code: 401, msg: "bad key" }, "auth"],
  [402, { code: 402, msg: "balance too low" }, "quota"],
  [200, { code: 402, message: "balance too low" }, "quota"],
  [200, { code: "429", message: "too many" }, "transient"],
  [429, { code: 429, msg: "too many" }, "transient"],
  [503, { code: 503, msg: "overloaded" }, "transient"],
  [500, { code: 500, msg: "internal" }, undefined],
  [504, { code: 504, msg: "waited too long" }, undefined],
  [200, { code: 500, message: "internal" }, undefined],
  [503, "<html>", undefined],
])("a refusal with %i and %j is told as %s", (status, json, kind) => {
  expect(verdictOf(answer(status, json))?.kind).toBe(kind);
});

test("each family is asked in its own words", () => {
  const kling = submitRequest("atlas-kling-3.0-pro", { negativePrompt: "blur", seed: 3 });
  expect(bodyOf(kling, undefined)).toEqual({
    model: "kwaivgi/kling-v3.0-pro/text-to-video",
    prompt: kling.prompt,
    duration: 5,
    aspect_ratio: "16:9",
    sound: false,
    negative_prompt: "blur",
  });
  const image = "https://cdn.test/a.png";
  const seedance = submitRequest("atlas-seedance-2.0", { workflowType: "image-to-video", audio: true });
  expect(bodyOf(seedance, image)).toMatchObject({
    model: "bytedance/seedance-2.0/image-to-video",
    ratio: seedance.format.aspectRatio,
    generate_audio: true,
    image,
  });
  const other = { ...kling, card: { ...kling.card, nativeModel: "someone/else" } };
  expect(bodyOf(other, undefined)).toBeUndefined();
});
