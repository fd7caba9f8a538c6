import { z } from "zod";
import { isLoopback } from "../request.ts";

const dataUriMax = 5 * 1024 * 1024;
const hostName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i;

function isAssetLink(value: string): boolean {
  if (value.startsWith("runway://")) return true;
  if (value.startsWith("data:"))
    return value.length <= dataUriMax && /^data:[a-z]+\/[a-z0-9.+-]+;base64,/.test(value);
  if (!URL.canParse(value) || value.length > 2048) return false;
  const { protocol, hostname } = new URL(value);
  return isLoopback(hostname) || (protocol === "https:" && hostName.test(hostname));
}

/** An https link with a host name, a data URI of at most 5 MB, or one of our uploads; plain http on this machine. */
export const assetLink = z.string().refine(isAssetLink, "Invalid asset");

/** UTF-16 code units. */
export const promptOf = (max: number) => z.string().min(1).max(max);
export const seconds = (min: number, max: number) => z.number().min(min).max(max);
export const wholeSeconds = (min: number, max: number) => z.int().min(min).max(max);
export const secondsOrAuto = (min: number, max: number) => z.union([seconds(min, max), z.literal("auto")]);
export const seed = z.int().min(0).max(4_294_967_295).optional();
export const references = z
  .array(z.strictObject({ uri: assetLink }))
  .max(30)
  .optional();
export const referenceVideos = z
  .array(z.strictObject({ type: z.literal("video"), uri: assetLink }))
  .optional();
export const referenceAudio = z
  .array(z.strictObject({ type: z.literal("audio"), uri: assetLink }))
  .optional();

/** One first frame, as a link or in a list. */
export const firstImage = z.union([
  assetLink,
  z.array(z.strictObject({ uri: assetLink, position: z.literal("first") })).length(1),
]);

const keyframes = z
  .array(z.strictObject({ uri: assetLink, position: z.enum(["first", "last"]) }))
  .min(1)
  .max(2);

/** A first frame and perhaps a last one; never the last one alone. */
export const firstAndLastImage = z.union([
  assetLink,
  keyframes.refine(
    (list) =>
      list.filter(({ position }) => position === "first").length === 1 &&
      list.filter(({ position }) => position === "last").length <= 1,
    "A first frame is required",
  ),
]);

/** Keyframes with positions or reference images without, never both. */
export const keyframesOrReferences = z.union([
  firstAndLastImage,
  z
    .array(z.strictObject({ uri: assetLink }))
    .min(1)
    .max(9),
]);

/** What Runway's own models take beyond the others. */
export const ownModelFields = {
  seed,
  contentModeration: z.strictObject({ publicFigureThreshold: z.enum(["auto", "low"]).optional() }).optional(),
};
export const outputFields = {
  outputFormat: z.enum(["mp4", "prores", "png_sequence", "hdr10", "hlg", "sdr_rec709_10bit"]).optional(),
  proresProfile: z.enum(["422", "4444", "422 Proxy", "422 LT", "422 HQ", "4444 XQ"]).optional(),
};

export const ratios = {
  wide: ["1280:720", "720:1280"],
  gen4: ["1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672"],
  veo: ["1280:720", "720:1280", "1920:1080", "1080:1920"],
  omni: ["640:360", "360:640", "1280:720", "720:1280", "1920:1080", "1080:1920", "3840:2160", "2160:3840"],
  seedance: [
    ...["992:432", "864:496", "752:560", "640:640", "560:752", "496:864"],
    ...["1470:630", "1280:720", "1112:834", "960:960", "834:1112", "720:1280"],
  ],
  seedanceLarge: [
    ...["2206:946", "1920:1080", "1664:1248", "1440:1440", "1248:1664", "1080:1920"],
    ...["3840:1646", "3840:2160", "3840:2880", "3840:3840", "2880:3840", "2160:3840"],
  ],
  seedance25: [
    ...["992:432", "854:480", "752:560", "640:640", "560:752", "480:854"],
    ...["1470:630", "1280:720", "1112:834", "960:960", "834:1112", "720:1280"],
    ...["2206:946", "1920:1080", "1664:1248", "1440:1440", "1248:1664", "1080:1920"],
  ],
  hailuo: ["adaptive", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"],
  wan: [
    ...["832:480", "720:544", "624:624", "544:720", "480:832"],
    ...["1280:720", "1104:832", "960:960", "832:1104", "720:1280"],
    ...["1920:1080", "1648:1248", "1440:1440", "1248:1648", "1080:1920"],
    ...["auto_480p", "auto_720p", "auto_1080p"],
  ],
  grok: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"],
  happyhorse: [
    ...["1280:720", "720:1280", "960:960", "1108:832", "832:1108"],
    ...["1920:1080", "1080:1920", "1440:1440", "1662:1248", "1248:1662"],
  ],
} as const satisfies Record<string, readonly string[]>;
