import type { ServerResponse } from "node:http";
import { createServer } from "node:net";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { cardOf } from "#lib/models/cards.ts";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { openai } from "#simulator/dialects/openai/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import type { StillRequest } from "../types.ts";
import { createOpenAiStillMaker } from "./still-maker.ts";

const prompt = "A quiet harbour at dawn, seen from the pier, cold light";

function request(change: Partial<StillRequest> = {}): StillRequest {
  const card = cardOf("gpt-image-2");
  const format = card?.formats.find(({ aspectRatio }) => aspectRatio === "9:16");
  if (!card || !format) throw new Error("the card is gone");
  return { card, prompt, format, ...change };
}

const makerAt = (baseUrl: string, totalTimeoutMs = 30_000) =>
  createOpenAiStillMaker({
    baseUrl,
    apiKey: "sk-test",
    kind: "simulated",
    totalTimeoutMs,
    now: () => new Date("2026-11-21T00:00:00Z"),
  });

describe("stills of the simulated vendor", () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ dialects: [openai] });
  });
  afterAll(() => simulator.close());

  it("come back as a picture of the asked size, with what they cost", async () => {
    const made = await makerAt(`${simulator.origin}/openai/v1`).makeStill(request());
    if (made.kind !== "made") throw new Error(made.failure.message);
    expect(await sharp(made.bytes).metadata()).toMatchObject({ format: "png", width: 864, height: 1536 });
    const [job] = simulator.core.list("openai");
    expect(made.costMicros).toBe(job?.chargedMicros);
    expect(made.costMicros).toBeGreaterThan(10_000);
  });

  it.each([
    ["policy", { kind: "policy", code: "provider_refused_policy" }],
    ["invalid", { kind: "invalid", code: "provider_rejected_input" }],
    ["quota", { kind: "quota", code: "provider_quota" }],
    ["auth", { kind: "auth", code: "provider_auth" }],
    ["rate", { kind: "transient", code: "provider_unavailable" }],
    ["retry-after:7", { kind: "transient", code: "provider_unavailable", retryAfterSeconds: 7 }],
    ["refuse-before-accept", { kind: "transient", code: "provider_unavailable" }],
    ["server", { kind: "unknown", code: "provider_failed" }],
    ["status:502", { kind: "ambiguous", code: "submit_ambiguous" }],
    ["html:200@submit", { kind: "ambiguous", code: "submit_ambiguous" }],
    ["garbage@submit", { kind: "ambiguous", code: "submit_ambiguous" }],
    ["truncate@submit", { kind: "ambiguous", code: "submit_ambiguous" }],
    ["reset-after-accept", { kind: "ambiguous", code: "submit_ambiguous" }],
  ])("the fault %s is %o", async (fault, failure) => {
    const maker = makerAt(`${simulator.origin}/openai/v1`);
    const outcome = await maker.makeStill(request({ prompt: `${prompt} [[${fault}]]` }));
    expect(outcome).toMatchObject({ kind: "refused", failure });
    expect(JSON.stringify(outcome)).not.toContain("harbour");
  });
});

describe("a vendor that misbehaves", () => {
  let server: VendorServer | undefined;
  afterEach(() => server?.close());

  async function ask(answer: (response: ServerResponse) => void, totalTimeoutMs = 30_000) {
    server = await startVendorServer((_, response) => answer(response));
    const outcome = await makerAt(server.origin, totalTimeoutMs).makeStill(request());
    return { outcome, heard: server.heard };
  }

  it.each([429, 500, 503])("a %i is asked once, although the client would repeat it", async (status) => {
    const { heard } = await ask((response) => answerJson(response, status, { error: { message: "no" } }));
    expect(heard).toHaveLength(1);
    expect(heard[0]?.headers).toMatchObject({ authorization: "Bearer sk-test" });
    expect(z.record(z.string(), z.unknown()).parse(JSON.parse(heard[0]?.body ?? ""))).toEqual({
      model: "gpt-image-2",
      prompt,
      n: 1,
      size: "864x1536",
      quality: "medium",
      output_format: "png",
    });
  });

  it("a redirect is not followed and proves nothing", async () => {
    const { outcome, heard } = await ask((response) =>
      response.writeHead(307, { location: "/elsewhere" }).end(),
    );
    expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "unknown" } });
    expect(heard.map(({ path }) => path)).toEqual(["/images/generations"]);
  });

  it("a body that never ends is given up at its size", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, "x");
    const { outcome } = await ask((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const more = (): void => {
        if (response.destroyed) return;
        if (response.write(megabyte)) setImmediate(more);
        else response.once("drain", more);
      };
      more();
    });
    expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "ambiguous" } });
  });

  it("a body that drips is given up in time, also after its first bytes", async () => {
    const { outcome } = await ask((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 50);
      response.once("close", () => clearInterval(timer));
    }, 400);
    expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "ambiguous" } });
  });

  it("the vendor's words are quoted, and its repetition of the prompt is not", async () => {
    const said = (message: string) =>
      ask((response) => answerJson(response, 400, { error: { message, code: "invalid_value" } }));
    const plain = await said("Unknown size");
    expect(plain.outcome).toMatchObject({ failure: { message: "OpenAI said: Unknown size" } });
    await server?.close();
    const repeating = await said(`Cannot draw: ${prompt}`);
    expect(repeating.outcome).toMatchObject({
      failure: { message: "OpenAI gave no reason that can be shown." },
    });
  });

  it("a picture whose tokens are not counted is kept, at an unknown cost", async () => {
    const { outcome } = await ask((response) => answerJson(response, 200, { data: [{ b64_json: "AAAA" }] }));
    expect(outcome).toMatchObject({ kind: "made", costMicros: null, mimeType: "image/png" });
  });

  it("a refused connection proves that nothing was sent", async () => {
    const port = await new Promise<number>((resolve, reject) => {
      const free = createServer().once("error", reject);
      free.listen(0, "127.0.0.1", () => {
        const { port } = z.object({ port: z.number() }).parse(free.address());
        free.close(() => resolve(port));
      });
    });
    const outcome = await makerAt(`http://127.0.0.1:${port}`).makeStill(request());
    expect(outcome).toMatchObject({
      kind: "refused",
      failure: { kind: "transient", code: "provider_unavailable" },
    });
  });
});
