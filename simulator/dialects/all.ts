import type { Dialect } from "../dialect.ts";
import { atlasCloud } from "./atlas-cloud/dialect.ts";
import { fal } from "./fal/dialect.ts";
import { generic } from "./generic/dialect.ts";
import { googleOmni } from "./google-omni/dialect.ts";
import { googleVeo } from "./google-veo/dialect.ts";
import { kling } from "./kling/dialect.ts";
import { openai } from "./openai/dialect.ts";
import { replicate } from "./replicate/dialect.ts";
import { runway } from "./runway/dialect.ts";
import { seedance } from "./seedance/dialect.ts";

/** Every vendor this process speaks for. */
export const dialects: readonly Dialect[] = [
  kling,
  seedance,
  runway,
  googleOmni,
  googleVeo,
  openai,
  atlasCloud,
  fal,
  replicate,
  generic,
];
