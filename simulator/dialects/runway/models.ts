import { z } from "zod";
import {
  assetLink,
  firstAndLastImage,
  firstImage,
  keyframesOrReferences,
  outputFields,
  ownModelFields,
  promptOf,
  ratios,
  referenceAudio,
  references,
  referenceVideos,
  seconds,
  secondsOrAuto,
  seed,
  wholeSeconds,
} from "./fields.ts";

const one = <T extends string>(model: T) => ({ model: z.literal(model) });
const of = (list: readonly [string, ...string[]]) => z.enum(list);
const audio = z.boolean().optional();
const resolution = <const T extends readonly [string, ...string[]]>(...names: T) => z.enum(names).optional();
const media = { references, referenceVideos, referenceAudio };

const veo = {
  ratio: of(ratios.veo),
  duration: z.union([z.literal(4), z.literal(6), z.literal(8)]).optional(),
  audio,
  negativePrompt: z.string().optional(),
  seed,
};
const omni = { duration: wholeSeconds(3, 10).optional(), ratio: of(ratios.wide).optional() };
const omniLater = { duration: secondsOrAuto(3, 10).optional(), ratio: of(ratios.omni).optional() };
const seedance = {
  duration: secondsOrAuto(4, 15).optional(),
  audio,
  ratio: of(ratios.seedance).optional(),
  seed,
};
const seedance2 = { ...seedance, ratio: of([...ratios.seedance, ...ratios.seedanceLarge]).optional() };
const seedance25 = {
  ...seedance,
  duration: secondsOrAuto(4, 30).optional(),
  ratio: of(ratios.seedance25).optional(),
};
const hailuo = {
  promptText: promptOf(5000),
  duration: seconds(4, 15).optional(),
  ratio: of(ratios.hailuo).optional(),
  resolution: resolution("768p", "2k", "768P", "2K"),
};
const h3 = {
  promptText: promptOf(5000),
  duration: seconds(4, 15).optional(),
  resolution: resolution("480p", "768p"),
  promptExpansionMode: z.enum(["disabled", "balanced", "quality"]).optional(),
  seed,
};
const wan = {
  promptText: promptOf(5000),
  duration: seconds(2, 15).optional(),
  audio,
  ratio: of(ratios.wan).optional(),
};
const grok = { duration: seconds(1, 15).optional(), resolution: resolution("480p", "720p", "1080p") };

export const textToVideo = z.discriminatedUnion("model", [
  z.strictObject({
    ...one("gen4.5"),
    promptText: promptOf(1000),
    ratio: of(ratios.wide),
    duration: wholeSeconds(2, 10),
    ...ownModelFields,
    ...outputFields,
  }),
  z.strictObject({ ...one("veo3.1"), promptText: promptOf(1000), ...veo }),
  z.strictObject({ ...one("veo3.1_fast"), promptText: promptOf(1000), ...veo }),
  z.strictObject({ ...one("gemini_omni_flash"), promptText: promptOf(5000), ...omni }),
  z.strictObject({
    ...one("gemini_omni_flash_1.1"),
    promptText: promptOf(5000),
    ...omniLater,
    references,
    referenceVideos,
  }),
  z.strictObject({ ...one("seedance2"), promptText: promptOf(3500), ...seedance2, ...media }),
  z.strictObject({ ...one("seedance2_fast"), promptText: promptOf(3500), ...seedance, ...media }),
  z.strictObject({ ...one("seedance2_mini"), promptText: promptOf(3500), ...seedance, ...media }),
  z.strictObject({ ...one("seedance2_5"), promptText: promptOf(15_000).optional(), ...seedance25, ...media }),
  z.strictObject({ ...one("hailuo3"), ...hailuo, ...media }),
  z.strictObject({ ...one("h3_max"), ...h3 }),
  z.strictObject({ ...one("wan3"), ...wan, ...media }),
  z.strictObject({ ...one("wan3_prime"), ...wan, ...media }),
  z.strictObject({
    ...one("grok_imagine_1_5"),
    promptText: promptOf(5000),
    ...grok,
    ratio: of(ratios.grok).optional(),
    references,
    referenceAudio,
  }),
  z.strictObject({
    ...one("happyhorse_1_0"),
    promptText: promptOf(2500),
    duration: seconds(3, 15).optional(),
    ratio: of(ratios.happyhorse).optional(),
  }),
]);

const maybePrompt = (max: number) => ({ promptText: promptOf(max).optional() });

export const imageToVideo = z.discriminatedUnion("model", [
  z.strictObject({
    ...one("gen4.5"),
    promptImage: firstImage,
    promptText: promptOf(1000),
    ratio: of(ratios.gen4),
    duration: wholeSeconds(2, 10),
    ...ownModelFields,
    ...outputFields,
  }),
  z.strictObject({
    ...one("gen4_turbo"),
    promptImage: firstImage,
    ...maybePrompt(1000),
    ratio: of(ratios.gen4),
    duration: wholeSeconds(2, 10).optional(),
    ...ownModelFields,
  }),
  z.strictObject({ ...one("veo3.1"), promptImage: firstAndLastImage, ...maybePrompt(1000), ...veo }),
  z.strictObject({ ...one("veo3.1_fast"), promptImage: firstAndLastImage, ...maybePrompt(1000), ...veo }),
  z.strictObject({ ...one("gemini_omni_flash"), promptImage: firstImage, ...maybePrompt(5000), ...omni }),
  z.strictObject({
    ...one("gemini_omni_flash_1.1"),
    promptImage: firstAndLastImage,
    promptText: promptOf(5000),
    ...omniLater,
  }),
  ...(["seedance2_fast", "seedance2_mini"] as const).map((model) =>
    z.strictObject({
      ...one(model),
      promptImage: keyframesOrReferences,
      ...maybePrompt(3500),
      ...seedance,
      referenceAudio,
    }),
  ),
  z.strictObject({
    ...one("seedance2"),
    promptImage: keyframesOrReferences,
    ...maybePrompt(3500),
    ...seedance2,
    referenceAudio,
  }),
  z.strictObject({
    ...one("seedance2_5"),
    promptImage: keyframesOrReferences,
    ...maybePrompt(15_000),
    ...seedance25,
    referenceAudio,
  }),
  z.strictObject({ ...one("hailuo3"), promptImage: keyframesOrReferences, ...hailuo, referenceAudio }),
  z.strictObject({ ...one("h3_max"), promptImage: firstAndLastImage, ...h3 }),
  ...(["wan3", "wan3_prime"] as const).map((model) =>
    z.strictObject({
      ...one(model),
      promptImage: keyframesOrReferences,
      ...wan,
      referenceAudio,
      referenceVideos,
    }),
  ),
  z.strictObject({ ...one("grok_imagine_1_5"), promptImage: firstImage, ...maybePrompt(5000), ...grok }),
  z.strictObject({
    ...one("happyhorse_1_0"),
    promptImage: firstImage,
    ...maybePrompt(2500),
    duration: seconds(3, 15).optional(),
    resolution: resolution("720p", "1080p", "720P", "1080P"),
  }),
]);

export const videoToVideo = z.discriminatedUnion("model", [
  z.strictObject({
    ...one("aleph2"),
    videoUri: assetLink,
    ...maybePrompt(1000),
    keyframes: z.array(z.record(z.string(), z.unknown())).max(5).optional(),
    targetAspectRatio: z.enum(["16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "21:9"]).optional(),
    ratio: z.string().optional(),
    ...ownModelFields,
    outputFormat: outputFields.outputFormat,
  }),
  z.strictObject({
    ...one("gemini_omni_flash"),
    videoUri: assetLink,
    promptText: promptOf(5000),
    references,
  }),
]);
