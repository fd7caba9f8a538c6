import type { Shot } from "./camera.ts";
import type { Mood } from "./mood.ts";
import type { Ctx } from "./paint/surface.ts";
import type { Plan } from "./plan.ts";

/** What every family gets to build its picture from. Lengths are output pixels. */
export type Stage = {
  plan: Plan;
  mood: Mood;
  width: number;
  height: number;
  /** The shorter side: the measure for everything that shall look equal in every ratio. */
  unit: number;
  portrait: boolean;
  seed: number;
  seconds: number;
  /** Factor for layers computed pixel by pixel, so that their cost is the same at every size. */
  detail: number;
};

/** Draws one frame over the whole of `ctx`. */
export type Picture = (ctx: Ctx, shot: Shot) => void;
export type FamilyBuilder = (stage: Stage) => Picture;
