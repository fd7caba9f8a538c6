import { z } from "zod";
import { type NewJob, Refused } from "#simulator/dialect.ts";
import { measurePicture, type Size } from "../picture.ts";
import { isCallbackUrl, parseOrRefuse, readFailureWord } from "../request.ts";
import { nearestRatio, type SeedanceModel, seedanceModel, seedanceSize, tokensOf } from "./models.ts";

const link = z.strictObject({ url: z.string().min(1) });
const content = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string().min(1) }),
  z.strictObject({
    type: z.literal("image_url"),
    image_url: link,
    role: z.enum(["first_frame", "last_frame", "reference_image"]).optional(),
  }),
  z.strictObject({ type: z.literal("video_url"), video_url: link, role: z.literal("reference_video") }),
  z.strictObject({ type: z.literal("audio_url"), audio_url: link, role: z.literal("reference_audio") }),
  z.strictObject({ type: z.literal("draft_task"), draft_task: z.strictObject({ id: z.string() }) }),
]);

const ratios = ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "adaptive"] as const;
const body = z.strictObject({
  model: z.string().min(1),
  content: z.array(content).min(1),
  callback_url: z.string().optional(),
  resolution: z.enum(["480p", "720p", "1080p", "4k"]).optional(),
  ratio: z.enum(ratios).optional(),
  duration: z.int().optional(),
  frames: z.int().min(29).max(289).optional(),
  seed: z.int().min(-1).max(4_294_967_295).optional(),
  camera_fixed: z.boolean().optional(),
  watermark: z.boolean().optional(),
  generate_audio: z.boolean().optional(),
  return_last_frame: z.boolean().default(false),
  draft: z.boolean().optional(),
  service_tier: z.enum(["default", "flex"]).default("default"),
  execution_expires_after: z.int().min(3600).max(259_200).default(172_800),
  priority: z.int().min(0).max(9).optional(),
  safety_identifier: z.string().max(64).optional(),
  tools: z.array(z.strictObject({ type: z.literal("web_search") })).optional(),
  omni_reference_task_type: z.enum(["auto", "reference", "edit", "extend"]).optional(),
  output_format: z.enum(["mp4", "mov"]).optional(),
});
type Body = z.infer<typeof body>;

const special = [
  "frames",
  "seed",
  "camera_fixed",
  "generate_audio",
  "draft",
  "priority",
  "tools",
  "omni_reference_task_type",
  "output_format",
] as const;

const demand = (holds: boolean, message: string) => {
  if (!holds) throw new Refused("invalid", message);
};

function checkFields(parsed: Body, model: SeedanceModel): void {
  for (const field of special)
    demand(
      parsed[field] === undefined || model.fields.includes(field),
      `${field}: not supported by this model.`,
    );
  const { resolution, duration, frames, service_tier, callback_url } = parsed;
  demand(
    resolution === undefined || model.resolutions.includes(resolution),
    "resolution: not supported by this model.",
  );
  const { min, max, auto } = model.seconds;
  const fits = duration === undefined || (duration >= min && duration <= max) || (duration === -1 && auto);
  demand(fits, `duration: must be ${min} to ${max}.`);
  demand(frames === undefined || (frames - 25) % 4 === 0, "frames: must be 25 + 4n.");
  demand(
    service_tier === "default" || model.series.startsWith("1"),
    "service_tier: flex is not supported by this model.",
  );
  demand(callback_url === undefined || isCallbackUrl(callback_url), "callback_url: not a valid URL.");
}

/** The first frame's address, if there is one. */
function checkContent({ content }: Body, model: SeedanceModel): string | undefined {
  const images = content.filter((item) => item.type === "image_url");
  const roles = images.map(({ role }) => role ?? (images.length === 1 ? "first_frame" : undefined));
  const count = (role: string) => roles.filter((one) => one === role).length;
  const references = content.filter((item) => "role" in item && item.role?.startsWith("reference")).length;
  demand(!roles.includes(undefined), "content.role: required with more than one image.");
  demand(count("first_frame") <= 1 && count("last_frame") <= 1, "content.role: given twice.");
  demand(
    count("last_frame") === 0 || count("first_frame") === 1,
    "content.role: last_frame needs first_frame.",
  );
  demand(
    references === 0 || count("first_frame") === 0,
    "content.role: frames and references must not be mixed.",
  );
  demand(references === 0 || model.references, "content: references are not supported by this model.");
  demand(
    count("first_frame") === 0 || model.firstFrame,
    "content: first_frame is not supported by this model.",
  );
  demand(count("last_frame") === 0 || model.lastFrame, "content: last_frame is not supported by this model.");
  demand(images.length > 0 || model.text, "content: an image is required by this model.");
  const audioOnly = content.some(({ type }) => type === "audio_url") && references === 1;
  demand(!audioOnly || model.series === "2.5", "content: audio alone is not supported by this model.");
  const first = images[roles.indexOf("first_frame")];
  return first?.image_url.url;
}

function checkPicture({ width, height }: Size): void {
  demand(Math.min(width, height) >= 300, "content: the image must have at least 300 px per side.");
  demand(Math.max(width, height) <= 6000, "content: the image must have at most 6000 px per side.");
  demand(width / height >= 0.4 && width / height <= 2.5, "content: the image ratio must be 0.4 to 2.5.");
}

async function pickRatio(parsed: Body, model: SeedanceModel, first: string | undefined): Promise<string> {
  const asked = parsed.ratio ?? (first === undefined ? "16:9" : "adaptive");
  demand(model.series !== "2.5" || first === undefined || asked === "adaptive", "ratio: must be adaptive.");
  const picture = first === undefined || first.startsWith("asset:") ? undefined : await measurePicture(first);
  if (picture !== undefined) checkPicture(picture);
  if (asked !== "adaptive") return asked;
  return picture === undefined ? "16:9" : nearestRatio(picture);
}

/** A submission as a task to accept. Throws `Refused` for what the model does not take. */
export async function readSubmission(value: unknown): Promise<NewJob> {
  const parsed = parseOrRefuse(body, value);
  const model = seedanceModel(parsed.model);
  checkFields(parsed, model);
  const ratio = await pickRatio(parsed, model, checkContent(parsed, model));
  const resolution = parsed.draft ? "480p" : (parsed.resolution ?? "720p");
  const asked = parsed.frames === undefined ? (parsed.duration ?? 5) : Math.floor(parsed.frames / 24);
  const durationSeconds = asked === -1 ? 5 : asked;
  const audio = model.fields.includes("generate_audio") && (parsed.generate_audio ?? true);
  const size = seedanceSize(model.series, resolution, ratio);
  const withVideo = parsed.content.some(({ type }) => type === "video_url");
  const tokens = tokensOf(size, durationSeconds);
  const price = model.prices({ resolution, withVideo, audio, flex: parsed.service_tier === "flex" });
  const text = parsed.content.flatMap((item) => (item.type === "text" ? [item.text] : [])).join("\n");
  const { prompt, failureWord } = readFailureWord(text);
  return {
    model: parsed.model,
    prompt,
    ...size,
    durationSeconds,
    audio,
    priceMicros: Math.round(tokens * price),
    callbackUrl: parsed.callback_url,
    externalId: parsed.safety_identifier,
    extra: { parsed, resolution, ratio, tokens, failureWord },
  };
}

/** What `readSubmission` keeps beside the task. */
export const keptSchema = z.object({
  parsed: body,
  resolution: z.string(),
  ratio: z.string(),
  tokens: z.int(),
  failureWord: z.string().optional(),
});
