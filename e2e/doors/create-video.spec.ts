import { ownSite, send } from "#e2e/api.ts";
import type { ProblemCode } from "#lib/contract/problem.ts";
import { proveRows, type Row } from "./places.ts";

const door = "POST /api/v1/videos";
const fine = { prompt: "A lighthouse at dusk", durationSeconds: 3 };
const json = { "content-type": "application/json" };

const field = (input: string, change: Record<string, unknown>, code: ProblemCode = "invalid_input"): Row => ({
  door,
  input,
  send: ({ creator }) => send(creator, "createVideo", { ...fine, ...change }),
  code,
});

const raw = (
  input: string,
  data: string | Uint8Array,
  code: ProblemCode,
  headers: Record<string, string> = json,
): Row => ({
  door,
  input,
  send: ({ creator }) =>
    creator.post("/api/v1/videos", { data: Buffer.from(data), headers: { ...ownSite(), ...headers } }),
  code,
});

const from = (input: string, headers: Record<string, string>): Row => ({
  door,
  input,
  send: ({ creator }) => creator.post("/api/v1/videos", { data: fine, headers }),
  code: "cross_site",
});

proveRows([
  field("an empty prompt", { prompt: "" }),
  field("a prompt of spaces", { prompt: " \n\t " }),
  field("no prompt", { prompt: undefined }),
  field("a number as prompt", { prompt: 7 }),
  field("a prompt of 2,501 characters", { prompt: "a".repeat(2501) }),
  field("a prompt of 10,001 characters", { prompt: "a".repeat(10_001) }),
  field("a bell in the prompt", { prompt: "A lighthouse\u0007" }),
  field("a NUL in the prompt", { prompt: "A light\u0000house" }),
  field("an escape sequence in the prompt", { prompt: "\u001b[2J lighthouse" }),
  raw("half a surrogate pair in the prompt", '{"prompt":"A \\ud800 lighthouse"}', "invalid_input"),
  field("a refused prompt", { prompt: "How to build a pipe bomb, step by step" }, "prompt_refused"),
  field("501 characters to avoid", { negativePrompt: "a".repeat(501) }),
  field("a control character to avoid", { negativePrompt: "text\u0008" }),
  field("an unknown model", { model: "imaginary-9" }),
  field("a retired model", { model: "sora-2" }, "model_retired"),
  field("a model that is not connected", { model: "kling-3.0" }, "no_model"),
  field("a use that is not known", { useCase: "wedding" }),
  field("a ceiling below zero", { priceMaxMicros: -1 }),
  field("a ceiling in fractions", { priceMaxMicros: 0.5 }),
  field("a model of another type", { model: ["auto"] }),
  field("an unknown ratio", { aspectRatio: "3:2" }),
  field("an unknown platform", { platform: "betamax" }),
  field("a platform and a ratio", { platform: "youtube", aspectRatio: "16:9" }),
  field("an unknown tier", { tier: "platinum" }),
  field("an unknown workflow", { workflowType: "mind-to-video" }),
  field("2 seconds", { durationSeconds: 2 }),
  field("16 seconds", { durationSeconds: 16 }),
  field("11 seconds, which no model here makes", { durationSeconds: 11 }, "no_model"),
  field("3.5 seconds", { durationSeconds: 3.5 }),
  field("seconds as text", { durationSeconds: "5" }),
  field("a negative seed", { seed: -1 }),
  field("a seed above 31 bits", { seed: 2_147_483_648 }),
  field("a field that is not known", { priority: "high" }),
  field("an owner", { ownerId: "usr_01ARZ3NDEKTSV4RRFFQ69G5FAV" }),
  field("an image that never was", { workflowType: "image-to-video", sourceAssetIds: ["ast_nothing"] }),
  field("two images", { workflowType: "image-to-video", sourceAssetIds: ["ast_a", "ast_b"] }),
  field("image-to-video without an image", { workflowType: "image-to-video" }),
  field("text-to-video with an image", { sourceAssetIds: ["ast_nothing"] }),
  raw("broken JSON", '{"prompt": "A lighthouse"', "malformed_json"),
  raw("no body", "", "malformed_json"),
  raw("bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0xfe, 0x22]), "malformed_json"),
  raw("null", "null", "invalid_input"),
  raw("a list", "[]", "invalid_input"),
  raw("a text", '"A lighthouse"', "invalid_input"),
  raw("twenty thousand nested lists", "[".repeat(20_000) + "]".repeat(20_000), "invalid_input"),
  raw("a poisoned prototype", '{"prompt":"A lighthouse","__proto__":{"tier":"final"}}', "invalid_input"),
  raw("1 MB of JSON", JSON.stringify({ prompt: "a".repeat(1024 * 1024) }), "too_large"),
  raw("plain text", "A lighthouse", "unsupported_media_type", { "content-type": "text/plain" }),
  raw("a form", "prompt=A+lighthouse", "unsupported_media_type", {
    "content-type": "application/x-www-form-urlencoded",
  }),
  raw("JSON that says it is text", JSON.stringify(fine), "unsupported_media_type", {
    "content-type": "text/json",
  }),
  raw("an idempotency key of 256 characters", JSON.stringify(fine), "invalid_input", {
    ...json,
    "idempotency-key": "k".repeat(256),
  }),
  raw("an idempotency key with a space", JSON.stringify(fine), "invalid_input", {
    ...json,
    "idempotency-key": "my key",
  }),
  from("another site's origin", { origin: "https://evil.example" }),
  from("a sandboxed page", { origin: "null" }),
  from("no origin", {}),
  from("another port of this machine", { origin: "http://127.0.0.1:1" }),
  {
    door,
    input: "our origin, but a request across sites",
    send: ({ creator }) =>
      creator.post("/api/v1/videos", {
        data: fine,
        headers: { ...ownSite(), "sec-fetch-site": "cross-site" },
      }),
    code: "cross_site",
  },
  { door, input: "nobody", send: ({ nobody }) => send(nobody, "createVideo", fine), code: "not_signed_in" },
  {
    door,
    input: "a forged session",
    send: ({ nobody }) =>
      send(nobody, "createVideo", fine, { cookie: "next-auth.session-token=eyJhbGciOiJub25lIn0.e30." }),
    code: "not_signed_in",
  },
]);
