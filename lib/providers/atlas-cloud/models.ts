import { markedCallback } from "../callback-mark.ts";
import type { SubmitRequest } from "../types.ts";

/** What one family of models calls its parameters; an absent name is not taken. */
export type Parameters = {
  duration: string;
  ratio?: string;
  /** The ratio follows the first frame, and none may be named beside one. */
  ratioFromImage?: true;
  resolution?: string;
  audio?: string;
  image: string;
  negativePrompt?: string;
  seed?: string;
};

/**
 * Parameters by the beginning of the catalogue path, first match decides (model pages and official clients, read
 * 2026-11-20). The image field of the Kling entries is told in three ways by official clients; `image` is the pages' one.
 */
const atlasModels: readonly { prefix: string; parameters: Parameters }[] = [
  {
    prefix: "kwaivgi/kling-",
    parameters: {
      duration: "duration",
      ratio: "aspect_ratio",
      ratioFromImage: true,
      audio: "sound",
      image: "image",
      negativePrompt: "negative_prompt",
    },
  },
  {
    prefix: "bytedance/seedance-v1",
    parameters: {
      duration: "duration",
      ratio: "aspect_ratio",
      resolution: "resolution",
      audio: "generate_audio",
      image: "image",
      seed: "seed",
    },
  },
  {
    prefix: "bytedance/seedance-",
    parameters: {
      duration: "duration",
      ratio: "ratio",
      resolution: "resolution",
      audio: "generate_audio",
      image: "image",
    },
  },
];

/** The catalogue path of a request: the card's, with the workflow as its last part. */
const pathOfModel = ({ card, workflowType }: SubmitRequest): string =>
  `${card.nativeModel.replace(/\/(text|image|reference)-to-video$/, "")}/${workflowType}`;

/** The flat body of a request, its picture's address apart; undefined for a family that has no row. Pure. */
export function bodyOf(
  request: SubmitRequest,
  image: string | undefined,
): Record<string, unknown> | undefined {
  const { card, prompt, negativePrompt, format, durationSeconds, audio, seed, callbackUrl, attemptId } =
    request;
  const names = atlasModels.find(({ prefix }) => card.nativeModel.startsWith(prefix))?.parameters;
  if (!names) return undefined;
  const ratio = image && names.ratioFromImage ? undefined : format.aspectRatio;
  const given: [string | undefined, unknown][] = [
    [names.duration, durationSeconds],
    [names.ratio, ratio],
    [names.resolution, format.resolution],
    [names.audio, audio],
    [names.image, image],
    [names.negativePrompt, negativePrompt],
    [names.seed, seed],
    ["webhook_url", callbackUrl && markedCallback(callbackUrl, attemptId)],
  ];
  const parameters = given.flatMap(([name, value]) => (name && value !== undefined ? [[name, value]] : []));
  return { model: pathOfModel(request), prompt, ...Object.fromEntries(parameters) };
}
