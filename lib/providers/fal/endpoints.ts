import type { WorkflowType } from "#lib/contract/model.ts";
import type { SubmitRequest } from "../types.ts";

/** What one endpoint calls its inputs; an absent name is not taken. */
export type EndpointInput = {
  path: string;
  /** Whole seconds as a text, bare or with an "s". */
  duration: "5" | "5s";
  takes: readonly ("aspect_ratio" | "resolution" | "negative_prompt" | "seed" | "generate_audio")[];
  image?: string;
};

const kling = ["negative_prompt", "generate_audio"] as const;
const seedance = ["aspect_ratio", "resolution", "seed", "generate_audio"] as const;
const veo = ["aspect_ratio", "resolution", "negative_prompt", "seed", "generate_audio"] as const;

type Family = Partial<Record<WorkflowType, EndpointInput>>;

const klingV3 = (root: string): Family => ({
  "text-to-video": { path: `${root}/text-to-video`, duration: "5", takes: ["aspect_ratio", ...kling] },
  "image-to-video": { path: `${root}/image-to-video`, duration: "5", takes: kling, image: "start_image_url" },
});
const seedanceV1 = (root: string): Family => ({
  "text-to-video": { path: `${root}/text-to-video`, duration: "5", takes: seedance },
  "image-to-video": { path: `${root}/image-to-video`, duration: "5", takes: seedance, image: "image_url" },
});
const veo3 = (root: string): Family => ({
  "text-to-video": { path: root, duration: "5s", takes: veo },
  "image-to-video": { path: `${root}/image-to-video`, duration: "5s", takes: veo, image: "image_url" },
});

/** Inputs by the endpoint's root, from the bundled schemas of `@fal-ai/client` 1.10.1, read 2026-11-20. */
const falEndpoints: Readonly<Record<string, Family>> = {
  "fal-ai/kling-video/v3/pro": klingV3("fal-ai/kling-video/v3/pro"),
  "fal-ai/kling-video/v3/standard": klingV3("fal-ai/kling-video/v3/standard"),
  "fal-ai/kling-video/v2.5-turbo/pro": {
    "image-to-video": {
      path: "fal-ai/kling-video/v2.5-turbo/pro/image-to-video",
      duration: "5",
      takes: ["negative_prompt"],
      image: "image_url",
    },
  },
  "fal-ai/bytedance/seedance/v1.5/pro": seedanceV1("fal-ai/bytedance/seedance/v1.5/pro"),
  "fal-ai/veo3.1": veo3("fal-ai/veo3.1"),
  "fal-ai/veo3.1/fast": veo3("fal-ai/veo3.1/fast"),
  "fal-ai/veo3.1/lite": veo3("fal-ai/veo3.1/lite"),
};

/** The endpoint of a request; undefined for a model that has no row. */
export function endpointOf({ card, workflowType }: SubmitRequest): EndpointInput | undefined {
  return falEndpoints[card.nativeModel.replace(/\/(text|image)-to-video$/, "")]?.[workflowType];
}

/** The model's input, which is the whole body. Pure. */
export function inputOf(
  request: SubmitRequest,
  endpoint: EndpointInput,
  image: string | undefined,
): Record<string, unknown> {
  const { prompt, negativePrompt, format, durationSeconds, seed, audio } = request;
  const given = {
    aspect_ratio: format.aspectRatio,
    resolution: format.resolution,
    negative_prompt: negativePrompt,
    seed,
    generate_audio: audio,
  };
  const taken = endpoint.takes.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]));
  return {
    prompt,
    duration: endpoint.duration === "5s" ? `${durationSeconds}s` : `${durationSeconds}`,
    ...Object.fromEntries(taken),
    ...(endpoint.image && image && { [endpoint.image]: image }),
  };
}
