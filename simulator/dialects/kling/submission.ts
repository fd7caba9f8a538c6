import { z } from "zod";
import { type NewJob, Refused } from "#simulator/dialect.ts";
import { areaSizeOf, measurePicture, type Size, shortSideOf } from "../picture.ts";
import { parseOrRefuse, readFailureWord } from "../request.ts";
import { type KlingModel, klingModel } from "./models.ts";

const media = (type: string) =>
  z.strictObject({ type: z.literal(type), url: z.string().min(1), id: z.string().optional() });
const item = z.union([
  z.strictObject({ type: z.literal("prompt"), text: z.string() }),
  ...["first_frame", "last_frame", "refer_image", "feature_video", "base_video", "image", "video"].map(media),
  z.strictObject({ type: z.literal("element"), element_id: z.string(), id: z.string().optional() }),
  z.strictObject({ type: z.literal("voice"), voice_id: z.string(), id: z.string().optional() }),
]);
type Item = z.infer<typeof item>;

const body = z.strictObject({
  prompt: z.string().optional(),
  contents: z.array(item).optional(),
  settings: z
    .strictObject({
      resolution: z.enum(["720p", "1080p", "4k"]).default("720p"),
      aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).optional(),
      duration: z.int().default(5),
      audio: z.enum(["off", "native", "original"]).optional(),
      multi_shot: z.boolean().optional(),
      character_orientation: z.enum(["image", "video"]).optional(),
    })
    .prefault({}),
  options: z
    .strictObject({
      callback_url: z.string().optional(),
      external_task_id: z.string().optional(),
      watermark_info: z.strictObject({ enabled: z.boolean() }).optional(),
    })
    .prefault({}),
});
type Body = z.infer<typeof body>;

const takes: Record<string, readonly string[]> = {
  "text-to-video": ["prompt"],
  "image-to-video": ["prompt", "first_frame", "last_frame", "element", "voice"],
  "omni-video": [
    "prompt",
    "first_frame",
    "last_frame",
    "refer_image",
    "feature_video",
    "base_video",
    "element",
  ],
  "motion-control": ["prompt", "image", "video", "element"],
};

const refuse = (message: string): never => {
  throw new Refused("invalid", message);
};
const demand = (holds: boolean, message: string) => {
  if (!holds) refuse(message);
};

function readPrompt(route: string, { prompt, contents = [] }: Body, model: KlingModel): string {
  demand(prompt === undefined || route === "text-to-video", "prompt: not supported, use contents");
  demand(prompt !== undefined || contents.length > 0, "contents cannot be empty");
  contents.forEach(({ type }, index) => {
    demand(takes[route]?.includes(type) === true, `contents[${index}].type: ${type} is not supported`);
  });
  const at = contents.findIndex(({ type }) => type === "prompt");
  const found = contents[at];
  const text = prompt ?? (found && "text" in found ? found.text : "");
  demand(text.length > 0 || route !== "text-to-video", "prompt: cannot be empty");
  const max = route === "image-to-video" ? Math.min(model.promptMax, 3072) : model.promptMax;
  const name = prompt === undefined ? `contents[${at}].text` : "prompt";
  demand(text.length <= max, `${name}: size must be between 0 and ${max}`);
  return text;
}

function checkSettings(route: string, { settings }: Body, model: KlingModel): void {
  const { resolution, aspect_ratio, duration, audio, multi_shot, character_orientation } = settings;
  const motion = route === "motion-control";
  demand(resolution in model.prices, `settings.resolution: ${resolution} is not supported by this model`);
  demand(
    motion || model.seconds.includes(duration),
    `settings.duration: ${duration} is not supported by this model`,
  );
  demand(
    aspect_ratio === undefined || ["text-to-video", "omni-video"].includes(route),
    "settings.aspect_ratio: not supported",
  );
  demand(multi_shot === undefined || model.multiShot, "settings.multi_shot: not supported by this model");
  demand(
    (character_orientation !== undefined) === motion,
    "settings.character_orientation: required for motion control only",
  );
  if (audio === undefined || motion) return;
  demand(model.audio.includes(audio), `settings.audio: ${audio} is not supported by this model`);
  const cheap = model.lastFrame === "1080p" && resolution !== "1080p";
  demand(audio !== "native" || !cheap, "settings.audio: native needs 1080p");
}

function firstFrame(route: string, { contents = [], settings }: Body, model: KlingModel): string | undefined {
  const urlOf = (types: string[]): string | undefined => {
    const found = contents.find((one: Item) => types.includes(one.type));
    return found && "url" in found ? found.url : undefined;
  };
  const first = urlOf(["first_frame", "image"]);
  const last = urlOf(["last_frame"]);
  const reference = urlOf(["feature_video", "base_video"]);
  const dataUrl = contents.findIndex((one: Item) => "url" in one && one.url.startsWith("data:"));
  demand(dataUrl < 0, `contents[${dataUrl}].url: must be a URL or base64 without a data: prefix`);
  demand(route !== "image-to-video" || first !== undefined, "contents: first_frame is required");
  demand(last === undefined || first !== undefined, "contents: last_frame needs a first_frame");
  demand(
    last === undefined || model.lastFrame !== "never",
    "contents: last_frame is not supported by this model",
  );
  demand(
    last === undefined || model.lastFrame === "always" || settings.resolution === "1080p",
    "contents: last_frame needs 1080p",
  );
  const needsRatio = route === "omni-video" && first === undefined && reference === undefined;
  demand(!needsRatio || settings.aspect_ratio !== undefined, "settings.aspect_ratio: required");
  return first;
}

function priceOf(model: KlingModel, { settings, contents = [] }: Body, sound: boolean): number {
  const price = model.prices[settings.resolution];
  if (price === undefined) return refuse("settings.resolution: not supported");
  const withVideo = contents.some(({ type }) => ["feature_video", "base_video", "video"].includes(type));
  const perSecond = withVideo ? (price.withVideo ?? price.sound) : sound ? price.sound : price.silent;
  return perSecond * settings.duration;
}

async function frameOf(first: string | undefined, { settings }: Body): Promise<Size> {
  const side = shortSideOf(settings.resolution);
  const picture = first === undefined ? undefined : await measurePicture(first);
  if (picture === undefined) return areaSizeOf(settings.aspect_ratio ?? "16:9", side);
  demand(
    Math.min(picture.width, picture.height) >= 300,
    "contents: the image must have at least 300 px per side",
  );
  const ratio = picture.width / picture.height;
  demand(ratio >= 0.4 && ratio <= 2.5, "contents: the image ratio must be between 1:2.5 and 2.5:1");
  return areaSizeOf(`${picture.width}:${picture.height}`, side);
}

/** A submission of the new standard as a task to accept. Throws `Refused` for what the model does not take. */
export async function readSubmission(route: string, name: string, value: unknown): Promise<NewJob> {
  const model = klingModel(route, name);
  const parsed = parseOrRefuse(body, value);
  checkSettings(route, parsed, model);
  const first = firstFrame(route, parsed, model);
  const { prompt, failureWord } = readFailureWord(readPrompt(route, parsed, model));
  const sound = model.soundAlways || (parsed.settings.audio ?? "off") !== "off";
  return {
    model: name,
    prompt,
    ...(await frameOf(first, parsed)),
    durationSeconds: parsed.settings.duration,
    audio: sound,
    priceMicros: priceOf(model, parsed, sound),
    externalId: parsed.options.external_task_id,
    callbackUrl: parsed.options.callback_url,
    extra: { generation: "current", failureWord },
  };
}
