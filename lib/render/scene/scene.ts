import { shotAt } from "./camera.ts";
import { buildAbstract } from "./families/abstract.ts";
import { buildCity } from "./families/city.ts";
import { buildClouds } from "./families/clouds.ts";
import { buildDesert } from "./families/desert.ts";
import { buildForest } from "./families/forest.ts";
import { buildInterior } from "./families/interior.ts";
import { buildLake } from "./families/lake.ts";
import { buildMeadow } from "./families/meadow.ts";
import { buildMountain } from "./families/mountain.ts";
import { buildProduct } from "./families/product.ts";
import { buildSea } from "./families/sea.ts";
import { buildSpace } from "./families/space.ts";
import { buildStreet } from "./families/street.ts";
import { buildUnderwater } from "./families/underwater.ts";
import { moodOf } from "./mood.ts";
import { paintCaption } from "./paint/caption.ts";
import { loadFonts } from "./paint/fonts.ts";
import { createLayer } from "./paint/surface.ts";
import { buildPhoto } from "./photo.ts";
import { type Family, type Plan, planScene } from "./plan.ts";
import { hash32 } from "./random.ts";
import type { FamilyBuilder, Picture, Stage } from "./stage.ts";

export type SceneInput = {
  prompt: string;
  negativePrompt?: string;
  width: number;
  height: number;
  durationSeconds: number;
  fps: number;
  seed: number;
  /** A picture to move over instead of drawing the words. */
  imagePath?: string | undefined;
};

export type Scene = {
  plan: Plan;
  frames: number;
  /** Factor on chroma for the conversion to video. */
  saturation: number;
  /** Strength of the film grain in steps of luma. */
  grain: number;
  /** RGBA of one frame, valid until the next call. */
  frame(index: number): Uint8Array;
};

const families: Record<Family, FamilyBuilder> = {
  sea: buildSea,
  desert: buildDesert,
  mountain: buildMountain,
  meadow: buildMeadow,
  clouds: buildClouds,
  lake: buildLake,
  space: buildSpace,
  underwater: buildUnderwater,
  product: buildProduct,
  interior: buildInterior,
  city: buildCity,
  street: buildStreet,
  forest: buildForest,
  abstract: buildAbstract,
};

/** Pixels of a per-pixel layer: the same work for a draft and for 1080p. */
const detailPixels = 260_000;

/** Builds all still layers of a scene; afterwards each frame is only composited. */
export async function createScene(input: SceneInput): Promise<Scene> {
  loadFonts();
  const { width, height, fps, durationSeconds } = input;
  const plan = planScene(input.prompt, input.seed, input.negativePrompt);
  const frames = Math.max(1, Math.round(fps * durationSeconds));
  const stage: Stage = {
    plan,
    mood: moodOf(plan),
    width,
    height,
    unit: Math.min(width, height),
    portrait: height > width,
    seed: hash32(`${input.prompt}|${input.seed}`),
    seconds: durationSeconds,
    detail: Math.min(1, Math.sqrt(detailPixels / (width * height))),
  };
  const picture: Picture = input.imagePath
    ? await buildPhoto(stage, input.imagePath)
    : families[plan.family](stage);
  const caption = paintCaption({ width, height, prompt: input.prompt, photo: input.imagePath !== undefined });
  const out = createLayer(width, height);
  return {
    plan,
    frames,
    saturation: stage.mood.saturation,
    grain: 2.6,
    frame: (index) => {
      const shot = shotAt(
        plan.move,
        plan.pace,
        stage.seed,
        frames > 1 ? index / (frames - 1) : 0,
        durationSeconds,
      );
      picture(out.ctx, shot);
      out.ctx.drawImage(caption.canvas, 0, 0);
      return out.canvas.data();
    },
  };
}
