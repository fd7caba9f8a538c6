import type { SubmitRequest } from "../types.ts";

/** What a model calls its inputs; an absent name means that it has no such input. */
type InputNames = {
  image: string;
  resolution?: string;
  negativePrompt?: string;
  audio?: string;
};

const common: InputNames = { image: "image", resolution: "resolution" };

/** Input schemas of official models, as far as they are known; `GET /models/{owner}/{name}` tells the rest. */
const inputNames: Readonly<Record<string, InputNames>> = {
  "bytedance/seedance-1-pro": common,
  "bytedance/seedance-2.5": { ...common, audio: "generate_audio" },
  "google/veo-3.1": { ...common, negativePrompt: "negative_prompt", audio: "generate_audio" },
  "kwaivgi/kling-v2.5-turbo-pro": { image: "start_image", negativePrompt: "negative_prompt" },
};

/** The model's own `input`. `imageUrl` is an address or a data URI. */
export function replicateInput(request: SubmitRequest, imageUrl: string | undefined) {
  const { card, format, negativePrompt, seed } = request;
  const names = inputNames[card.nativeModel] ?? common;
  return {
    prompt: request.prompt,
    duration: request.durationSeconds,
    aspect_ratio: format.aspectRatio,
    ...(names.resolution && { [names.resolution]: format.resolution }),
    ...(imageUrl && { [names.image]: imageUrl }),
    ...(names.negativePrompt && negativePrompt && { [names.negativePrompt]: negativePrompt }),
    ...(names.audio && card.audio !== "never" && { [names.audio]: request.audio }),
    ...(card.seed && seed !== undefined && { seed }),
  };
}
