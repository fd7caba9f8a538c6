import { expect, test } from "vitest";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { costMicros, filmMicros, interactionSchema, readInteraction } from "./interaction.ts";
import { interactionOf, misfitOf } from "./request.ts";

const read = (json: Record<string, unknown>) => readInteraction(interactionSchema.parse(json));
const output = (content: unknown[]) => ({ steps: [{ type: "model_output", content }] });

test("a film is found where it lies, inline, and in the repeated field", () => {
  const uri = "https://host.test/v1beta/files/f9:download?alt=media";
  const lying = read({ status: "completed", ...output([{ type: "video", mime_type: "video/mp4", uri }]) });
  expect(lying).toEqual({ kind: "filmed", film: { uri } });
  const inline = read({
    status: "completed",
    ...output([{ type: "text" }, { type: "video", data: "AAAA" }]),
  });
  expect(inline).toEqual({ kind: "filmed", film: { dataUrl: "data:video/mp4;base64,AAAA" } });
  expect(read({ status: "completed", output_video: { uri } })).toEqual({ kind: "filmed", film: { uri } });
});

test("completed without a film is a refusal, whose words are not repeated", () => {
  const seen = read({ status: "completed", ...output([{ type: "text", text: "I cannot show that boat" }]) });
  expect(seen).toMatchObject({ kind: "failed", failure: { kind: "policy" } });
  expect(JSON.stringify(seen)).not.toContain("boat");
});

test.each([
  ["queued", "pending"],
  ["in_progress", "pending"],
  ["reticulating", "pending"],
  ["cancelled", "canceled"],
  ["failed", "failed"],
  ["incomplete", "failed"],
  ["requires_action", "failed"],
  ["requires_continuation", "failed"],
  ["budget_exceeded", "failed"],
])("%s is told as %s", (status, kind) => {
  expect(read({ status }).kind).toBe(kind);
});

test.each([
  [{ code: "internal", message: "Generation failed" }, "transient"],
  [{ code: "deadline_exceeded", message: "" }, "transient"],
  [{ code: "invalid_request", message: "The input was blocked for safety" }, "policy"],
  [{ code: "invalid_request", message: "no such field" }, "invalid"],
  [{ code: "never_seen", message: "It violates the policy" }, "policy"],
  [{ code: "never_seen", message: "" }, "transient"],
  [{ code: "budget_exceeded", message: "" }, "quota"],
])("a failure with %j is told as %s", (error, kind) => {
  expect(read({ status: "failed", errors: [error] })).toMatchObject({ kind: "failed", failure: { kind } });
});

test("tokens become money only where their price was published", () => {
  const usage = { total_output_tokens: 46_360 };
  expect(costMicros("gemini-omni-1.1-flash", usage)).toBe(811_300);
  expect(costMicros("gemini-omni-1.2-flash", usage)).toBeNull();
  expect(costMicros("gemini-omni-1.1-flash", undefined)).toBeNull();
});

test("an interaction without a film costs the film that was counted all the same, and nothing that was not", () => {
  const video = [
    { modality: "VIDEO", tokens: 46_336 },
    { modality: "text", tokens: 24 },
  ];
  const of = (rows: object[] | undefined) =>
    interactionSchema.parse({
      status: "x",
      usage: { total_output_tokens: 46_360, output_tokens_by_modality: rows },
    });
  expect(filmMicros("gemini-omni-1.1-flash", of(video).usage)).toBe(810_880);
  expect(filmMicros("gemini-omni-1.2-flash", of(video).usage)).toBeNull();
  expect(filmMicros("gemini-omni-1.1-flash", of([{ modality: "text", tokens: 24 }]).usage)).toBeNull();
  expect(filmMicros("gemini-omni-1.1-flash", of(undefined).usage)).toBeNull();
});

test("a duration goes as text, and a callback only where we can be reached", async () => {
  const alone = await interactionOf(submitRequest("gemini-omni-1.2", { durationSeconds: 8 }));
  expect(alone).toMatchObject({ background: true, response_format: { duration: "8s", delivery: "uri" } });
  expect(alone).not.toHaveProperty("webhook_config");
  const called = await interactionOf(
    submitRequest("gemini-omni-1.2", { callbackUrl: "https://here.test/h?attempt=t" }),
  );
  expect(called).toMatchObject({ webhook_config: { uris: ["https://here.test/h?attempt=t"] } });
});

test("a shape that Omni does not make is a misfit", () => {
  const format = { aspectRatio: "1:1", resolution: "720p", width: 720, height: 720 } as const;
  expect(misfitOf(submitRequest("gemini-omni-1.2", { format }))).toContain("1:1");
  expect(misfitOf(submitRequest("gemini-omni-1.2"))).toBeUndefined();
});
