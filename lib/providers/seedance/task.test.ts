import { describe, expect, it } from "vitest";
import { sourceImage, submitRequest } from "#lib/testing/submit-request.ts";
import { arkVerdict } from "./errors.ts";
import { tokenCostMicros } from "./price.ts";
import { arkBody } from "./request.ts";
import { arkEventId, arkTask, readArkTask } from "./task.ts";

const done = {
  id: "cgt-20261120101500-abcde",
  model: "dreamina-seedance-2-0-260128",
  status: "succeeded",
  error: null,
  content: { video_url: "https://ark-content.example.test/o.mp4?X-Tos-Signature=s" },
  usage: { completion_tokens: 108_900, total_tokens: 108_900 },
  created_at: 1795169700,
  updated_at: 1795169810,
  resolution: "720p",
  ratio: "16:9",
  service_tier: "default",
  generate_audio: false,
};
const read = (changes: Record<string, unknown>) => readArkTask(arkTask.parse({ ...done, ...changes }));

describe("a task of Seedance", () => {
  it("has its file and the price of its tokens when it succeeded", () => {
    expect(read({})).toMatchObject({
      kind: "succeeded",
      outputs: [{ url: done.content.video_url, headers: {} }],
      costMicros: 762_300,
    });
  });

  it.each(["queued", "running", "reticulating", "completed"])("is pending when it is %s", (status) => {
    expect(read({ status })).toEqual({ kind: "pending", progress: undefined, queuePosition: undefined });
  });

  it("is canceled, or timed out where it expired", () => {
    expect(read({ status: "cancelled" })).toEqual({ kind: "canceled" });
    expect(read({ status: "expired" })).toMatchObject({
      failure: { kind: "transient", code: "provider_timeout" },
    });
  });

  it.each([
    ["OutputVideoSensitiveContentDetected", "policy"],
    ["OutputVideoSensitiveContentDetected.PolicyViolation", "policy"],
    ["InputImageSensitiveContentDetected.PrivacyInformation", "policy"],
    ["InvalidParameter.TaskTypeConstraint", "invalid"],
    ["InternalServiceError", "transient"],
    ["ServerOverloaded", "transient"],
    ["SomethingNew", "transient"],
  ])("that failed with %s comes to %s", (code, kind) => {
    const failed = read({ status: "failed", error: { code, message: "m" } });
    expect(failed).toMatchObject({ kind: "failed", failure: { kind } });
  });

  it("that succeeded without a file is a failure", () => {
    for (const content of [null, {}, { video_url: "" }]) expect(read({ content }).kind).toBe("failed");
  });

  it("is billed where it succeeded, also without a file, and nowhere else", () => {
    const { costMicros } = { costMicros: null, ...readArkTask(arkTask.parse(done)) };
    expect(costMicros).toBeGreaterThan(0);
    expect(readArkTask(arkTask.parse({ ...done, content: null }))).toMatchObject({
      failure: { code: "output_missing", chargedMicros: costMicros },
    });
    for (const status of ["failed", "cancelled", "expired"])
      expect(JSON.stringify(readArkTask(arkTask.parse({ ...done, status })))).not.toContain("chargedMicros");
  });

  it("makes one event of one change, however often it is told", () => {
    expect(arkEventId(done)).toBe("cgt-20261120101500-abcde/succeeded/1795169810");
    expect(arkEventId({ status: "succeeded" })).toBeUndefined();
  });
});

describe("the price of tokens", () => {
  const use = { resolution: "720p", audio: false, serviceTier: undefined, tokens: 1_000_000 };
  it.each([
    ["dreamina-seedance-2-5-260628", {}, 10_700_000],
    ["dreamina-seedance-2-5-260628", { resolution: "1080p" }, 11_700_000],
    ["doubao-seedance-2-0-260128", { resolution: "4k" }, 4_000_000],
    ["dreamina-seedance-2-0-fast-260128", {}, 5_600_000],
    ["dreamina-seedance-2-0-mini-260615", {}, 3_500_000],
    ["seedance-1-5-pro-251215", { audio: true }, 2_400_000],
    ["seedance-1-5-pro-251215", {}, 1_200_000],
    ["seedance-1-0-pro-fast-251015", {}, 1_000_000],
    ["seedance-1-0-pro-250528", {}, 2_500_000],
    ["seedance-1-0-pro-250528", { serviceTier: "flex" }, null],
    ["seedance-9-9", {}, null],
    ["seedance-1-0-pro-250528", { tokens: undefined }, null],
  ])("of %s with %j is %s micro-USD a million", (model, changes, micros) => {
    expect(tokenCostMicros({ ...use, model, ...changes })).toBe(micros);
  });
});

describe("a submission to Seedance", () => {
  it("has the shape of the documented example, and our attempt in it", async () => {
    const url = "https://dailies.example.com/a.png";
    const request = submitRequest("seedance-2.0", { durationSeconds: 5, sources: [sourceImage(3, url)] });
    expect(await arkBody({ ...request, callbackUrl: "https://dailies.example.com/hook" })).toEqual({
      model: "dreamina-seedance-2-0-260128",
      content: [
        { type: "text", text: request.prompt },
        { type: "image_url", image_url: { url }, role: "first_frame" },
      ],
      resolution: request.format.resolution,
      ratio: request.format.aspectRatio,
      duration: 5,
      generate_audio: false,
      watermark: false,
      callback_url: "https://dailies.example.com/hook",
      safety_identifier: request.attemptId,
    });
  });

  it("gives a picture that cannot be fetched as a data URI, and leaves its shape to Seedance 2.5", async () => {
    const body = await arkBody(submitRequest("seedance-2.5", { sources: [sourceImage(3)] }));
    expect(body).toMatchObject({
      ratio: "adaptive",
      content: [{}, { image_url: { url: "data:image/png;base64,AAAA" } }],
    });
    expect((await arkBody(submitRequest("seedance-2.5"))).ratio).not.toBe("adaptive");
  });

  it("says no to sound aloud, since sound is the default", async () => {
    expect(await arkBody(submitRequest("seedance-2.0", { audio: true }))).toMatchObject({
      generate_audio: true,
    });
    expect(await arkBody(submitRequest("seedance-2.0"))).toMatchObject({ generate_audio: false });
  });
});

describe("an error of ModelArk", () => {
  const judge = (code: string) =>
    arkVerdict({ status: 429, headers: new Headers(), text: "", json: { error: { code, message: "m" } } })
      ?.kind;
  it.each([
    ["invalid", ["MissingParameter", "InvalidParameter", "InvalidParameter.X"]],
    ["transient", ["InvalidParameter.DownloadFailed", "ServerOverloaded", "InflightBatchsizeExceeded"]],
    [
      "transient",
      ["RateLimitExceeded.EndpointRPMExceeded", "ModelAccountTpmRateLimitExceeded", "RequestBurstTooFast"],
    ],
    [
      "policy",
      [
        "SensitiveContentDetected.SevereViolation",
        "InputTextSensitiveContentDetected",
        "InputTextRiskDetection",
      ],
    ],
    ["quota", ["AccountOverdueError", "QuotaExceeded", "SetLimitExceeded"]],
    ["auth", ["AuthenticationError", "AccessDenied", "OperationDenied.ServiceNotOpen"]],
    ["unknown", ["ModelNotOpen", "InvalidEndpoint.ClosedEndpoint", "InvalidEndpointOrModel.NotFound"]],
    ["ambiguous", ["InternalServiceError"]],
    [undefined, ["SomethingNew", ""]],
  ])("is %s by its code", (kind, codes) => {
    expect(codes.map(judge)).toEqual(codes.map(() => kind));
  });
});
