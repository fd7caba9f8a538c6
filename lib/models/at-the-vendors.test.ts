import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelCard, WorkflowType } from "#lib/contract/model.ts";
import { tiers } from "#lib/contract/platform.ts";
import { connectVendors } from "#lib/providers/connect-vendors.ts";
import type { Provider, SourceImage, SubmitRequest } from "#lib/providers/types.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { readVendorSettings } from "#lib/vendor-settings.ts";
import { simulatorEnvironment } from "#simulator/environment.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { cards } from "./cards.ts";
import { priceOf, soundOf } from "./price.ts";

type Ask = Pick<SubmitRequest, "workflowType" | "format" | "durationSeconds" | "audio">;

const filmed = cards.filter(
  ({ durations, provider, sunsetAt }) => durations.length > 0 && provider !== "animatic" && sunsetAt === null,
);
const textOf = ({ workflowType, format, durationSeconds, audio }: Ask): string =>
  `${workflowType} ${format.aspectRatio} ${format.resolution} ${durationSeconds} s${audio ? " with sound" : ""}`;

/** Each workflow, ratio and size of a card's tiers, in the shortest and the longest take, with and without sound. */
function asksOf(card: ModelCard): Ask[] {
  const workflows = card.modes.filter((mode): mode is WorkflowType => mode.endsWith("-video"));
  const made = card.formats.filter(({ resolution }) => tiers.some((tier) => card.tiers[tier] === resolution));
  return workflows.flatMap((workflowType) =>
    made.flatMap((format) => {
      const lengths = format.durations ?? card.durations;
      return [...new Set([lengths[0], lengths.at(-1)])].flatMap((durationSeconds = 0) =>
        (card.audio === "optional" ? [false, true] : [card.audio === "always"]).map((audio) => ({
          workflowType,
          format,
          durationSeconds,
          audio,
        })),
      );
    }),
  );
}

describe("whatever a card offers, its vendor takes as it is written, at no more than the card's price", () => {
  const server = createServer();
  let simulator: Simulator;
  let providers: Map<string, Provider>;
  let picture: SourceImage;
  let submitted = 0;
  beforeAll(async () => {
    simulator = await startSimulator({ jobSeconds: 3600 });
    const own = { appUrl: "http://127.0.0.1:1", rendererUrl: "http://127.0.0.1:1", secret: "s".repeat(32) };
    const settings = readVendorSettings(simulatorEnvironment(simulator.origin));
    const connected = connectVendors(settings, own).providers;
    providers = new Map(connected.map((provider) => [provider.name, provider]));
    picture = await realPicture(0);
    const bytes = await picture.read();
    server.on("request", (_, answer) => answer.setHeader("content-type", "image/png").end(bytes));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    if (address && typeof address === "object")
      picture = { ...picture, url: `http://127.0.0.1:${address.port}/picture.png` };
  });
  afterAll(async () => {
    server.close();
    await simulator.close();
  });

  /** What the vendor made of a request, in the card's own terms; or its refusal. */
  async function submit(card: ModelCard, ask: Ask) {
    simulator.reset();
    submitted += 1;
    const outcome = await providers.get(card.provider)?.submit({
      ...ask,
      attemptId: `att_${submitted}`,
      card,
      prompt: "A paper boat crosses a puddle at dusk",
      negativePrompt: card.negativePrompt ? "text" : undefined,
      seed: card.seed ? 7 : undefined,
      sources: ask.workflowType === "image-to-video" ? [picture] : [],
      callbackUrl: undefined,
    });
    if (outcome?.kind !== "accepted") return outcome?.failure.message ?? "not connected";
    const [job] = simulator.core.list(card.provider);
    return job ?? "no job";
  }

  it.each(filmed)("$name", async (card) => {
    const asks = asksOf(card);
    expect(asks.length).toBeGreaterThan(0);
    for (const ask of asks) {
      const job = await submit(card, ask);
      if (typeof job === "string") throw new Error(`${textOf(ask)}: ${job}`);
      const price = priceOf(card, { ...ask, resolution: ask.format.resolution });
      expect(job, textOf(ask)).toMatchObject({
        durationSeconds: ask.durationSeconds,
        audio: soundOf(card, ask.audio),
      });
      expect(job.priceMicros, textOf(ask)).toBeLessThanOrEqual(price);
      expect(job.priceMicros, textOf(ask)).toBeGreaterThan(price * 0.94);
      const isTold = ask.format.aspectRatio === "16:9" || ask.format.aspectRatio === "9:16";
      if (isTold && ask.workflowType === "text-to-video")
        expect([job.width, job.height], textOf(ask)).toEqual([ask.format.width, ask.format.height]);
    }
  });
});
