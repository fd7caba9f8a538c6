import type { SubmitRequest } from "../types.ts";

export type Route = "text_to_video" | "image_to_video";

/** How the picture's shape is said: in pixels, by a named ratio with a resolution, or by the resolution alone. */
export type Shape = "pixels" | "named" | "resolution";

/** What one route of one model takes; a field that is not named here is refused by Runway. */
export type ModelFields = {
  shape: Shape;
  /** Pixel pairs where Runway's list of them is known. */
  ratios?: readonly string[];
  promptLengthMax: number;
  takes: readonly ("seed" | "audio" | "negativePrompt")[];
  /** Whether a source picture says that it is the first frame; without it Seedance would take it as a reference. */
  position?: "first";
};

const wide = ["1280:720", "720:1280"];
const gen4Ratios = [...wide, "1104:832", "960:960", "832:1104", "1584:672"];
const veo = {
  shape: "pixels",
  ratios: [...wide, "1920:1080", "1080:1920"],
  promptLengthMax: 1_000,
  takes: ["audio", "negativePrompt", "seed"],
  position: "first",
} as const satisfies ModelFields;
const seedance = {
  shape: "pixels",
  promptLengthMax: 3_500,
  takes: ["audio", "seed"],
  position: "first",
} as const satisfies ModelFields;

/** Request unions of `@runwayml/sdk` 4.20.1, read 2026-11-20, for the models that have a card or may get one. */
const runwayModels: Readonly<Record<string, Partial<Record<Route, ModelFields>>>> = {
  "gen4.5": {
    text_to_video: { shape: "pixels", ratios: wide, promptLengthMax: 1_000, takes: ["seed"] },
    image_to_video: {
      shape: "pixels",
      ratios: gen4Ratios,
      promptLengthMax: 1_000,
      takes: ["seed"],
      position: "first",
    },
  },
  gen4_turbo: {
    image_to_video: {
      shape: "pixels",
      ratios: gen4Ratios,
      promptLengthMax: 1_000,
      takes: [],
      position: "first",
    },
  },
  "veo3.1": { text_to_video: veo, image_to_video: veo },
  "veo3.1_fast": { text_to_video: veo, image_to_video: veo },
  seedance2: { text_to_video: seedance, image_to_video: seedance },
  seedance2_fast: { text_to_video: seedance, image_to_video: seedance },
  seedance2_mini: { text_to_video: seedance, image_to_video: seedance },
  hailuo3: {
    text_to_video: { shape: "named", promptLengthMax: 2_000, takes: [] },
    image_to_video: { shape: "named", promptLengthMax: 2_000, takes: [], position: "first" },
  },
  grok_imagine_1_5: {
    text_to_video: { shape: "named", promptLengthMax: 2_000, takes: [] },
    image_to_video: { shape: "resolution", promptLengthMax: 2_000, takes: [], position: "first" },
  },
};

export const routeOf = (request: SubmitRequest): Route =>
  request.workflowType === "image-to-video" ? "image_to_video" : "text_to_video";

function shapeOf({ format }: SubmitRequest, shape: Shape): Record<string, string> {
  const { aspectRatio, resolution, width, height } = format;
  if (shape === "pixels") return { ratio: `${width}:${height}` };
  return shape === "named" ? { ratio: aspectRatio, resolution } : { resolution };
}

export type RunwayBody =
  | { kind: "body"; body: Record<string, unknown>; picture: (uri: string) => unknown }
  | { kind: "misfit"; reason: string };

/** The request in Runway's words, its picture apart, or why Runway has none for it. Pure. */
export function bodyOf(request: SubmitRequest): RunwayBody {
  const { card, prompt, durationSeconds, seed, audio, negativePrompt } = request;
  const fields = runwayModels[card.nativeModel]?.[routeOf(request)];
  if (!fields) return { kind: "misfit", reason: `Runway has no ${request.workflowType} for this model.` };
  if (prompt.length > fields.promptLengthMax)
    return { kind: "misfit", reason: `Runway takes at most ${fields.promptLengthMax} characters.` };
  const shape = shapeOf(request, fields.shape);
  if (fields.ratios && !fields.ratios.includes(shape.ratio ?? ""))
    return { kind: "misfit", reason: `Runway does not make ${shape.ratio} with this model.` };
  const optional = { seed, audio, negativePrompt };
  const taken = Object.fromEntries(
    fields.takes.map((name) => [name, optional[name]]).filter(([, value]) => value !== undefined),
  );
  const { position } = fields;
  return {
    kind: "body",
    body: { model: card.nativeModel, promptText: prompt, duration: durationSeconds, ...shape, ...taken },
    picture: (uri) => (position ? [{ uri, position }] : uri),
  };
}
