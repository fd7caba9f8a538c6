import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { answerJson, startVendorServer } from "#lib/testing/vendor-server.ts";
import { openai } from "#simulator/dialects/openai/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { omniCategories } from "./categories.ts";
import { createLayeredModerator } from "./layered.ts";
import { createOfflineModerator } from "./offline.ts";
import { createOmniModerator } from "./omni.ts";
import type { JudgeRequest, Moderator } from "./types.ts";

const prompt = "A quiet harbour at dawn";
const ask = (moderator: Moderator, change: Partial<JudgeRequest> = {}) =>
  moderator.judge({ prompt, negativePrompt: undefined, images: [], ...change });
const at = (baseUrl: string) => createOmniModerator({ baseUrl, apiKey: "sk-test", kind: "simulated" });

async function picture(id: string, background: { r: number; g: number; b: number }, side = 64) {
  const bytes = await sharp({ create: { width: side, height: side, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { id, mimeType: "image/jpeg", read: async () => new Uint8Array(bytes) };
}
const harmless = (id: string) => picture(id, { r: 20, g: 90, b: 60 });
const marked = (id: string) => picture(id, { r: 255, g: 0, b: 255 });

describe("the vendor's judgement", () => {
  let simulator: Simulator;
  let judge: Moderator;
  beforeAll(async () => {
    simulator = await startSimulator({ dialects: [openai] });
    judge = at(`${simulator.origin}/openai/v1`);
  });
  afterAll(() => simulator.close());

  it("lets pass what is not flagged, words and pictures", async () => {
    expect(await ask(judge)).toEqual({ kind: "allowed" });
    expect(await ask(judge, { images: [await harmless("ast_1"), await harmless("ast_2")] })).toEqual({
      kind: "allowed",
    });
  });

  it.each(omniCategories)("refuses words flagged as $theirs, with our name for it", async (known) => {
    expect(await ask(judge, { prompt: `${prompt} [[flag:${known.theirs}]]` })).toEqual({
      kind: "refused",
      input: "prompt",
      category: known.category,
      reason: known.reason,
    });
  });

  it("names the gravest of several categories", async () => {
    const words = `${prompt} [[flag:violence]] [[flag:sexual/minors]]`;
    expect(await ask(judge, { prompt: words })).toMatchObject({ category: "sexual_minors" });
  });

  it("names the one picture of several that is refused", async () => {
    const images = [await harmless("ast_1"), await marked("ast_2"), await harmless("ast_3")];
    expect(await ask(judge, { images })).toMatchObject({
      kind: "refused",
      input: { image: "ast_2" },
      category: "violence",
    });
  });

  it("blames the words where both words and picture are bad", async () => {
    const verdict = await ask(judge, {
      prompt: `${prompt} [[flag:hate]]`,
      images: [await marked("ast_1")],
    });
    expect(verdict).toMatchObject({ input: "prompt", category: "hate" });
  });

  it.each(["rate", "quota", "auth", "server", "status:502", "garbage", "html:200", "truncate", "drop"])(
    "does not let pass when the door meets the fault %s",
    async (fault) => {
      const [name = "", argument] = fault.split(":");
      await fetch(`${simulator.origin}/_sim/faults`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ dialect: "openai", door: "other", fault: name, argument, times: 1 }),
      });
      expect(await ask(judge)).toMatchObject({ kind: "unreachable" });
      expect(await ask(judge)).toEqual({ kind: "allowed" });
    },
  );
});

const body = z.object({ input: z.array(z.object({ type: z.string() })) });
const verdictOf = (flagged: boolean, categories: Record<string, boolean | null>) => ({
  id: "modr-1",
  model: "omni-moderation-2024-09-26",
  results: [{ flagged, categories }],
});

it("shows one picture a call, and none at all when the words are refused", async () => {
  let flagged = false;
  const server = await startVendorServer((_, response) =>
    answerJson(response, 200, verdictOf(flagged, { hate: flagged })),
  );
  const images = [await harmless("ast_1"), await harmless("ast_2")];
  await ask(at(server.origin), { images });
  const sent = server.heard.map((one) => body.parse(JSON.parse(one.body)).input.map(({ type }) => type));
  expect(sent).toEqual([["text"], ["text", "image_url"], ["text", "image_url"]]);
  flagged = true;
  await ask(at(server.origin), { images });
  expect(server.heard).toHaveLength(4);
  await server.close();
});

it("a flag in a category nobody has heard of still refuses", async () => {
  const server = await startVendorServer((_, response) =>
    answerJson(response, 200, verdictOf(true, { "brand/new": true })),
  );
  expect(await ask(at(server.origin))).toMatchObject({ kind: "refused", category: "other" });
  await server.close();
});

it.each([
  ["no result", { results: [] }],
  ["a result without a verdict", { results: [{ categories: {} }] }],
  ["an error in a 200", { error: { message: "no" } }],
])("%s is not a pass", async (_, answer) => {
  const server = await startVendorServer((_, response) => answerJson(response, 200, answer));
  expect(await ask(at(server.origin))).toMatchObject({ kind: "unreachable" });
  await server.close();
});

it("a large picture is shown smaller, and one that cannot be read is not a pass", async () => {
  const server = await startVendorServer((_, response) => answerJson(response, 200, verdictOf(false, {})));
  const noise = Buffer.alloc(2600 * 2600 * 3);
  for (let index = 0; index < noise.length; index += 1) noise[index] = (index * 2654435761) >>> 24;
  const raw = { width: 2600, height: 2600, channels: 3 } as const;
  const large = await sharp(noise, { raw }).png({ compressionLevel: 0 }).toBuffer();
  const image = { id: "ast_1", mimeType: "image/png", read: async () => new Uint8Array(large) };
  expect(await ask(at(server.origin), { images: [image] })).toEqual({ kind: "allowed" });
  const [, shown] = server.heard;
  expect(shown?.body.length).toBeLessThan(large.length);
  expect(shown?.body).toContain("data:image/jpeg;base64,");
  const lost = { ...image, read: () => Promise.reject(new Error("gone")) };
  expect(await ask(at(server.origin), { images: [lost] })).toMatchObject({ kind: "unreachable" });
  await server.close();
});

it("what the offline rules refuse never reaches the vendor", async () => {
  const server = await startVendorServer((_, response) => answerJson(response, 200, verdictOf(false, {})));
  const both = createLayeredModerator(createOfflineModerator(), at(server.origin));
  expect(both.kind).toBe("simulated");
  expect(await ask(both, { prompt: "hardcore porn in a hotel" })).toMatchObject({ category: "sexual" });
  expect(server.heard).toHaveLength(0);
  expect(await ask(both)).toEqual({ kind: "allowed" });
  expect(server.heard).toHaveLength(1);
  await server.close();
  expect(await ask(both)).toMatchObject({ kind: "unreachable" });
});
