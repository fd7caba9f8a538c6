import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Core, type Job, Refused } from "#simulator/dialect.ts";
import { measureBytes, shortSideOf, sizeOf } from "../picture.ts";
import { parseOrRefuse } from "../request.ts";
import { type InteractionBody, interactionBody, models, tokensPerSecond } from "./body.ts";

const inlineBytesMax = 4 * 1024 * 1024;

export const kept = z.object({
  fileId: z.string(),
  delivery: z.enum(["inline", "uri"]),
  tokens: z.number(),
  uris: z.array(z.string()).optional(),
  userMetadata: z.record(z.string(), z.unknown()).optional(),
});

function modelOf(name: string) {
  const model = Object.entries(models).find(([known]) => known === name)?.[1];
  if (!model) throw new Refused("retired", `models/${name} is not found or no longer available.`);
  return model;
}

async function checkInput(body: InteractionBody, imagesMax: number): Promise<string> {
  const parts = typeof body.input === "string" ? [{ type: "text" as const, text: body.input }] : body.input;
  const prompt = parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
  const images = parts.flatMap((part) => (part.type === "image" ? [part] : []));
  if (prompt === "") throw new Refused("invalid", "input: a text part is needed");
  if (images.length > imagesMax) throw new Refused("invalid", `input: at most ${imagesMax} images`);
  for (const image of images) {
    if ((image.data === undefined) === (image.uri === undefined))
      throw new Refused("invalid", "input: an image needs either data or uri");
    if (image.data !== undefined) await measureBytes(Buffer.from(image.data, "base64"));
  }
  const task = body.generation_config?.video_config?.task;
  if (task === "image_to_video" && images.length === 0)
    throw new Refused("invalid", "image_to_video needs an image");
  if (task === "text_to_video" && images.length > 0)
    throw new Refused("invalid", "text_to_video takes no image");
  return prompt;
}

/** Takes one request for a video. */
export async function begin(core: Core, input: unknown): Promise<{ job: Job; background: boolean }> {
  const named = z.object({ model: z.string() }).safeParse(input);
  const model = modelOf(parseOrRefuse(z.string(), named.data?.model));
  const body = parseOrRefuse(interactionBody, input);
  const prompt = await checkInput(body, model.imagesMax);
  const { resolution, aspect_ratio: ratio, duration, delivery } = body.response_format;
  const seconds = Number.parseFloat(duration);
  if (seconds < 3 || seconds > model.secondsMax)
    throw new Refused("invalid", `duration: ${body.model} makes 3s to ${model.secondsMax}s`);
  const tokens = Math.round(seconds * tokensPerSecond[resolution]);
  const job = core.accept("google-omni", {
    id: `v1_${randomBytes(18).toString("base64url")}`,
    model: body.model,
    prompt,
    ...sizeOf(ratio, shortSideOf(resolution)),
    durationSeconds: seconds,
    audio: true,
    priceMicros: Math.round(tokens * model.microsPerToken),
    callbackUrl: body.webhook_config?.uris[0],
    externalId: z.string().safeParse(body.webhook_config?.user_metadata?.attempt).data,
    extra: {
      fileId: randomBytes(9).toString("hex"),
      delivery,
      tokens,
      uris: body.webhook_config?.uris,
      userMetadata: body.webhook_config?.user_metadata,
    },
  });
  return { job, background: body.background };
}

const statuses: Record<Job["state"], string> = {
  queued: "queued",
  running: "in_progress",
  succeeded: "completed",
  failed: "failed",
  canceled: "cancelled",
  expired: "incomplete",
};

/** What is charged is what `usage` counts: the words beside a film are part of its tokens. */
const wordTokens = 24;

function usageOf(job: Job, charged: number): object {
  const input = Math.ceil(job.prompt.length / 4);
  const output = Math.max(charged, wordTokens);
  const video = output - wordTokens;
  return {
    total_tokens: input + output,
    total_input_tokens: input,
    total_output_tokens: output,
    output_tokens_by_modality: [
      { modality: "text", tokens: wordTokens },
      ...(video > 0 ? [{ modality: "video", tokens: video }] : []),
    ],
  };
}

export const fileAddress = (core: Core, fileId: string): string =>
  `${core.origin}/google-omni/v1beta/files/${fileId}:download?alt=media`;

async function videoBlock(core: Core, job: Job): Promise<object> {
  const { delivery, fileId } = kept.parse(job.extra);
  const block = { type: "video", mime_type: "video/mp4" };
  if (delivery === "uri") return { ...block, uri: fileAddress(core, fileId) };
  const bytes = await core.outputBytes(job);
  if (bytes.length > inlineBytesMax) return { ...block, uri: fileAddress(core, fileId) };
  return { ...block, data: Buffer.from(bytes).toString("base64") };
}

async function resultOf(core: Core, job: Job): Promise<object> {
  if (job.state === "succeeded") {
    const content = [await videoBlock(core, job)];
    return { steps: [{ type: "model_output", content }], usage: usageOf(job, kept.parse(job.extra).tokens) };
  }
  if (job.failure?.reason === "policy") {
    const text = "I can't make this video, because it goes against the safety guidelines.";
    return { steps: [{ type: "model_output", content: [{ type: "text", text }] }], usage: usageOf(job, 0) };
  }
  return job.state === "failed" ? { errors: [{ code: "internal", message: "Generation failed" }] } : {};
}

/** An interaction as it is read: a refused one is completed, with words instead of a video. */
export async function interactionOf(core: Core, job: Job): Promise<object> {
  const refused = job.state === "failed" && job.failure?.reason === "policy";
  return {
    id: job.id,
    object: "interaction",
    model: job.model,
    status: refused ? "completed" : statuses[job.state],
    created: new Date(job.createdAt).toISOString(),
    updated: new Date(job.updatedAt).toISOString(),
    ...(await resultOf(core, job)),
  };
}
