import { APIConnectionError, APIError } from "openai";
import sharp from "sharp";
import { z } from "zod";
import { createOpenAiClient, type OpenAiSettings } from "#lib/providers/openai/client.ts";
import { omniCategories } from "./categories.ts";
import type { JudgeRequest, Moderator, Verdict } from "./types.ts";

type Image = JudgeRequest["images"][number];
type Found = { category: string; reason: string };
type Part = { type: "text"; text: string } | { type: "image_url"; image_url: { url: string } };

const model = "omni-moderation-latest";
const bounds = { totalTimeoutMs: 8_000, responseBytesMax: 1024 * 1024 };
/** The vendor takes 20 MB and looks at far less; larger pictures are shown to it smaller. */
const sentBytesMax = 4 * 1024 * 1024;
const sentSidePixelsMax = 2048;

const answer = z.object({
  results: z
    .array(z.object({ flagged: z.boolean(), categories: z.record(z.string(), z.boolean().nullable()) }))
    .length(1),
});

async function asDataUrl(image: Image): Promise<string> {
  const bytes = await image.read();
  if (bytes.length <= sentBytesMax)
    return `data:${image.mimeType};base64,${Buffer.from(bytes).toString("base64")}`;
  const side = { width: sentSidePixelsMax, height: sentSidePixelsMax, fit: "inside" } as const;
  const smaller = await sharp(bytes).resize(side).jpeg({ quality: 85 }).toBuffer();
  return `data:image/jpeg;base64,${smaller.toString("base64")}`;
}

/** The gravest category that was found; a flag without one that we know still refuses. */
function read(value: unknown): Found | undefined {
  const [result] = answer.parse(value).results;
  if (!result) throw new Error("OpenAI's moderation gave no result");
  const found = omniCategories.find(({ theirs }) => result.categories[theirs]);
  if (found) return { category: found.category, reason: found.reason };
  return result.flagged ? { category: "other", reason: "The safety check refused it." } : undefined;
}

function whyNot(error: unknown): string {
  if (error instanceof APIConnectionError) return "OpenAI's moderation did not answer.";
  if (error instanceof APIError) return `OpenAI's moderation answered ${error.status ?? "nothing"}.`;
  return "OpenAI's moderation could not be read.";
}

/**
 * OpenAI's moderation. The prompt is judged alone, then together with each picture (the vendor takes one a call), so
 * that a refusal names what was refused. Any error is `unreachable`: nothing passes unjudged.
 */
export function createOmniModerator(settings: OpenAiSettings & { kind: "real" | "simulated" }): Moderator {
  const client = createOpenAiClient(settings, bounds);
  const judge = async (input: Part[]) => read(await client.moderations.create({ model, input }));

  async function verdict({ prompt, images }: JudgeRequest): Promise<Verdict> {
    const text: Part = { type: "text", text: prompt };
    const inPrompt = await judge([text]);
    if (inPrompt) return { kind: "refused", input: "prompt", ...inPrompt };
    const inImages = await Promise.all(
      images.map(async (image) =>
        judge([text, { type: "image_url", image_url: { url: await asDataUrl(image) } }]),
      ),
    );
    for (const [index, found] of inImages.entries()) {
      const image = images[index];
      if (found && image) return { kind: "refused", input: { image: image.id }, ...found };
    }
    return { kind: "allowed" };
  }

  return {
    kind: settings.kind,
    judge: (request) =>
      verdict(request).catch((error: unknown) => ({ kind: "unreachable", message: whyNot(error) })),
  };
}
