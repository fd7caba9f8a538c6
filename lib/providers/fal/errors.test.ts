import { expect, test } from "vitest";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { endpointOf, inputOf } from "./endpoints.ts";
import { falError, requestFailure, typeVerdicts, verdictOf } from "./errors.ts";
import { operationOf } from "./operation.ts";

const answer = (status: number, json: unknown, headers = {}) => ({
  status,
  json,
  headers: new Headers(headers),
  text: "",
});
const fault = (type: string) => ({
  detail: [{ loc: ["body", "prompt"], msg: "words", type, input: "prompt" }],
});
const locked = { detail: "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai." };

test.each([
  [422, fault("content_policy_violation"), "policy"],
  [422, fault("less_than_equal"), "invalid"],
  [422, fault("image_too_small"), "invalid"],
  [422, fault("a_type_of_tomorrow"), "invalid"],
  [401, { detail: "Invalid key" }, "auth"],
  [403, { detail: "No access to the app" }, "auth"],
  [403, locked, "quota"],
  [404, { detail: "Not found" }, "invalid"],
  [429, { detail: "Too many requests" }, "transient"],
  [503, { detail: "busy", error_type: "runner_scheduling_failure" }, "transient"],
  [500, { detail: "x", error_type: "internal_server_error" }, undefined],
  [504, { detail: "x", error_type: "startup_timeout" }, undefined],
  [503, "<html>", undefined],
])("a refusal with %i and %j is told as %s", (status, json, kind) => {
  expect(verdictOf(answer(status, json))?.kind).toBe(kind);
});

test.each([
  ["generation_timeout", {}, "transient", "provider_timeout"],
  ["startup_timeout", { "x-fal-request-timeout-type": "user" }, "unknown", "provider_timeout"],
  ["downstream_service_error", {}, "unknown", "provider_failed"],
  ["downstream_service_error", { "x-fal-retryable": "true" }, "transient", "provider_failed"],
  ["internal_server_error", { "x-fal-retryable": "false" }, "unknown", "provider_failed"],
  ["internal_server_error", { "x-fal-needs-retry": "1" }, "transient", "provider_failed"],
  ["content_policy_violation", { "x-fal-retryable": "true" }, "policy", "provider_refused_policy"],
  ["a_type_of_tomorrow", {}, "transient", "provider_failed"],
])("a request that failed with %s and %j is told as %s", (type, headers, kind, code) => {
  const failure = requestFailure({ type, said: "words" }, undefined, new Headers(headers));
  expect(failure).toMatchObject({ kind, code });
});

test("every type that fal documents is classed", () => {
  expect(Object.keys(typeVerdicts)).toHaveLength(27);
});

test("an error never carries the input that fal repeats", () => {
  expect(JSON.stringify(falError(fault("value_error")))).toBe(
    '{"type":"value_error","said":"prompt: words"}',
  );
});

const submitted = (host: string) => ({
  request_id: "764c",
  status_url: `${host}/fal-ai/kling-video/requests/764c/status`,
  response_url: `${host}/fal-ai/kling-video/requests/764c`,
  cancel_url: `${host}/fal-ai/kling-video/requests/764c/cancel`,
});
const own = {
  status: "fal-ai/kling-video/requests/764c/status",
  response: "fal-ai/kling-video/requests/764c",
  cancel: "fal-ai/kling-video/requests/764c/cancel",
};
const endpoint = "fal-ai/kling-video/v3/pro/text-to-video";

test("addresses on the queue's own host are used, others are made anew: the key goes to no other host", () => {
  const queue = "https://queue.fal.run";
  expect(operationOf(queue, endpoint, submitted(queue)).paths).toEqual(own);
  for (const host of [
    "https://evil.test",
    "http://queue.fal.run",
    "https://queue.fal.run.evil.test",
    "nonsense",
  ])
    expect(operationOf(queue, endpoint, submitted(host)).paths).toEqual(own);
  const foreign = { request_id: "764c", status_url: "https://evil.test/fal-ai/other/requests/1/status" };
  expect(operationOf(queue, endpoint, foreign).paths).toEqual(own);
  for (const path of ["https://evil.test/x", "//evil.test/x", "a//b", "a b", "a".repeat(700)]) {
    const hostile = { request_id: "764c", status_url: `${queue}/${path}`, cancel_url: `${queue}/${path}` };
    expect(operationOf(queue, endpoint, hostile).paths).toEqual(own);
  }
  const simulated = "http://127.0.0.1:8290/fal/queue";
  expect(operationOf(simulated, endpoint, submitted(simulated)).paths).toEqual(own);
  expect(operationOf(simulated, endpoint, submitted("http://127.0.0.1:8290/admin")).paths).toEqual(own);
});

test("each endpoint is asked in its own words", () => {
  const kling = submitRequest("fal-kling-3.0-pro", { durationSeconds: 5, negativePrompt: "blur" });
  const text = endpointOf(kling);
  expect(text?.path).toBe("fal-ai/kling-video/v3/pro/text-to-video");
  expect(text && inputOf(kling, text, undefined)).toEqual({
    prompt: kling.prompt,
    duration: "5",
    aspect_ratio: "16:9",
    negative_prompt: "blur",
    generate_audio: false,
  });
  const animated = { ...kling, workflowType: "image-to-video" } as const;
  const image = endpointOf(animated);
  expect(image && inputOf(animated, image, "https://cdn.test/a.png")).toEqual({
    prompt: kling.prompt,
    duration: "5",
    negative_prompt: "blur",
    generate_audio: false,
    start_image_url: "https://cdn.test/a.png",
  });
  const veo = submitRequest("fal-veo-3.1", { durationSeconds: 8, seed: 4, audio: true });
  const plain = endpointOf(veo);
  expect(plain?.path).toBe("fal-ai/veo3.1");
  expect(plain && inputOf(veo, plain, undefined)).toMatchObject({
    duration: "8s",
    seed: 4,
    resolution: "720p",
  });
  expect(endpointOf({ ...veo, card: { ...veo.card, nativeModel: "fal-ai/unknown" } })).toBeUndefined();
});
