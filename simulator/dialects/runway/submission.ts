import { z } from "zod";
import type { NewJob } from "#simulator/dialect.ts";
import { measureBytes, measurePicture, pixelsOf, type Size, shortSideOf, sizeOf } from "../picture.ts";
import { readFailureWord } from "../request.ts";
import { imageToVideo, textToVideo, videoToVideo } from "./models.ts";
import { creditMicros, creditsOf } from "./price.ts";

export const endpoints = {
  text_to_video: textToVideo,
  image_to_video: imageToVideo,
  video_to_video: videoToVideo,
} as const;

/** Reads what `runway://…` stands for; undefined where it is unknown or gone. */
export type FindUpload = (uri: string) => Uint8Array | undefined;

/** The members that pace and price depend on, whatever the model. */
const common = z.object({
  model: z.string(),
  promptText: z.string().default(""),
  promptImage: z.union([z.string(), z.array(z.object({ uri: z.string() }))]).optional(),
  ratio: z.string().optional(),
  targetAspectRatio: z.string().optional(),
  resolution: z.string().optional(),
  duration: z.union([z.number(), z.literal("auto")]).optional(),
  audio: z.boolean().optional(),
  outputFormat: z.string().optional(),
});
type Common = z.infer<typeof common>;

const soundAlways = /^(gemini_omni|hailuo3|h3_max|wan3|grok)/;
const soundAsked = /^(veo3\.1|seedance2)/;

async function measure(link: string | undefined, findUpload: FindUpload): Promise<Size | undefined> {
  if (link === undefined) return undefined;
  const upload = findUpload(link);
  if (upload !== undefined) return measureBytes(upload);
  return link.startsWith("runway://") ? undefined : measurePicture(link);
}

function frameOf(asked: Common, picture: Size | undefined): Size {
  const ratio = asked.ratio ?? asked.targetAspectRatio;
  if (ratio !== undefined && /^\d{3,}:\d{3,}$/.test(ratio)) return pixelsOf(ratio);
  const side = shortSideOf(asked.resolution ?? /^auto_(\d+p)$/.exec(ratio ?? "")?.[1] ?? "720p");
  const own = ratio !== undefined && /^\d+:\d+$/.test(ratio) ? ratio : undefined;
  return sizeOf(own ?? (picture ? `${picture.width}:${picture.height}` : "16:9"), side);
}

/** A body that its endpoint has checked, as a task to accept. Throws `Refused` for a picture that is none. */
export async function toJob(body: unknown, findUpload: FindUpload): Promise<NewJob> {
  const asked = common.parse(body);
  const images = asked.promptImage === undefined ? [] : [asked.promptImage].flat();
  const links = images.map((image) => (typeof image === "string" ? image : image.uri));
  const size = frameOf(asked, await measure(links[0], findUpload));
  const given = asked.duration === "auto" ? undefined : asked.duration;
  const durationSeconds = given ?? (asked.model.startsWith("veo") ? 8 : 5);
  const sound = soundAlways.test(asked.model) || (soundAsked.test(asked.model) && (asked.audio ?? true));
  const { prompt, failureWord } = readFailureWord(asked.promptText);
  const { model, outputFormat } = asked;
  const credits = creditsOf({ model, size, durationSeconds, sound, images: links.length, outputFormat });
  return {
    model,
    prompt,
    ...size,
    durationSeconds,
    audio: sound,
    priceMicros: credits * creditMicros,
    extra: { failureWord },
  };
}
