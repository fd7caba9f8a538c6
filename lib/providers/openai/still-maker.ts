import { z } from "zod";
import type { StillMaker, StillOutcome, StillRequest } from "../types.ts";
import { createOpenAiClient, type OpenAiSettings } from "./client.ts";
import { openAiFailure } from "./errors.ts";

/** The vendor speaks of up to two minutes. */
const bounds = { totalTimeoutMs: 180_000, responseBytesMax: 64 * 1024 * 1024 };

/** Micro-USD a token: 5, 8 and 30 USD a million. OpenAI, "Models / gpt-image-2", read 2026-11-20. */
const microsPerToken = { textIn: 5, imageIn: 8, imageOut: 30 };

const usage = z.object({
  input_tokens_details: z.object({ text_tokens: z.int().min(0), image_tokens: z.int().min(0) }),
  output_tokens: z.int().min(0),
});

const answer = z.object({
  data: z.tuple([z.object({ b64_json: z.base64().min(1) })]),
  output_format: z.enum(["png", "jpeg", "webp"]).catch("png"),
  usage: z.unknown().optional(),
});

/** What the tokens came to; null where the vendor did not count them. */
function costOf(value: unknown): number | null {
  const counted = usage.safeParse(value).data;
  if (!counted) return null;
  const { text_tokens, image_tokens } = counted.input_tokens_details;
  return (
    text_tokens * microsPerToken.textIn +
    image_tokens * microsPerToken.imageIn +
    counted.output_tokens * microsPerToken.imageOut
  );
}

export type StillMakerSettings = OpenAiSettings & {
  kind: "real" | "simulated";
  totalTimeoutMs?: number;
  now?: () => Date;
};

/** OpenAI's pictures: one synchronous call, billed also where its answer is lost, and sent once. */
export function createOpenAiStillMaker(settings: StillMakerSettings): StillMaker {
  const { now = () => new Date(), totalTimeoutMs = bounds.totalTimeoutMs } = settings;
  const client = createOpenAiClient(settings, { ...bounds, totalTimeoutMs });

  async function makeStill({ card, prompt, format }: StillRequest): Promise<StillOutcome> {
    try {
      const value: unknown = await client.images.generate({
        model: card.nativeModel,
        prompt,
        n: 1,
        size: `${format.width}x${format.height}`,
        quality: "medium",
        output_format: "png",
      });
      const made = answer.parse(value);
      return {
        kind: "made",
        bytes: Buffer.from(made.data[0].b64_json, "base64"),
        mimeType: `image/${made.output_format}`,
        costMicros: costOf(made.usage),
      };
    } catch (error) {
      return { kind: "refused", failure: openAiFailure(error, prompt, now()) };
    }
  }

  return { provider: "openai", kind: settings.kind, makeStill };
}
