import type { Context } from "hono";
import sharp from "sharp";
import { z } from "zod";
import { isLoopback, readJson } from "../request.ts";
import { OpenAiRefused, refuseIssue } from "./refusals.ts";

const textOnly = [
  "harassment",
  "harassment/threatening",
  "hate",
  "hate/threatening",
  "illicit",
  "illicit/violent",
  "sexual/minors",
] as const;
const both = [
  "self-harm",
  "self-harm/intent",
  "self-harm/instructions",
  "sexual",
  "violence",
  "violence/graphic",
] as const;
const categories = [...textOnly, ...both].sort();

const part = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string() }),
  z.strictObject({ type: z.literal("image_url"), image_url: z.strictObject({ url: z.string() }) }),
]);
const request = z.strictObject({
  model: z.enum(["omni-moderation-latest", "omni-moderation-2024-09-26"]).default("omni-moderation-latest"),
  input: z.union([z.string(), z.array(z.string()).min(1), z.array(part).min(1)]),
});
const webAddress = z.url({ protocol: /^https?$/ });
const imageBytesMax = 20 * 1024 * 1024;

function flagsIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\[\[flag:([a-z/-]+)\]\]/g)].map((match) => match[1] ?? ""));
}

async function bytesOf(url: string): Promise<Uint8Array | undefined> {
  const inline = /^data:image\/[a-z+]+;base64,(.*)$/s.exec(url)?.[1];
  if (inline !== undefined) return Buffer.from(inline, "base64");
  if (!webAddress.safeParse(url).success)
    throw new OpenAiRefused("Invalid image URL.", { code: "invalid_image_url", param: "input" });
  if (!isLoopback(new URL(url).hostname)) return undefined;
  const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  );
  if (!answer?.ok) throw new OpenAiRefused("The image could not be fetched.", { code: "invalid_image_url" });
  return answer.bytes();
}

/** A marker in the bytes, or a picture that is magenta all over, which survives a new encoding: then it is `violence`. */
async function flagsOfImage(url: string): Promise<Set<string>> {
  const bytes = await bytesOf(url);
  if (!bytes) return new Set();
  if (bytes.length > imageBytesMax)
    throw new OpenAiRefused("The image is too large.", { code: "image_too_large" });
  const flags = flagsIn(Buffer.from(bytes).toString("latin1"));
  const { channels } = await sharp(bytes)
    .stats()
    .catch(() => {
      throw new OpenAiRefused("The image could not be read.", { code: "invalid_image" });
    });
  const [red, green, blue] = channels.map(({ mean }) => mean);
  if ((red ?? 0) > 215 && (green ?? 255) < 40 && (blue ?? 0) > 215) flags.add("violence");
  return flags;
}

function resultOf(text: Set<string> | undefined, image: Set<string> | undefined): object {
  const imageCategories: readonly string[] = both;
  const hit = (name: string): boolean =>
    (text?.has(name) ?? false) || ((image?.has(name) ?? false) && imageCategories.includes(name));
  const inputs = (name: string): string[] => [
    ...(text ? ["text"] : []),
    ...(image && imageCategories.includes(name) ? ["image"] : []),
  ];
  const map = <T>(pick: (name: string) => T): Record<string, T> =>
    Object.fromEntries(categories.map((name) => [name, pick(name)]));
  return {
    flagged: categories.some(hit),
    categories: map(hit),
    category_scores: map((name) => (hit(name) ? 0.94 : 0.0004)),
    category_applied_input_types: map(inputs),
  };
}

export async function moderate(c: Context): Promise<object> {
  const parsed = request.safeParse(await readJson(c));
  if (!parsed.success) throw refuseIssue(parsed.error);
  const { input } = parsed.data;
  const parts = (typeof input === "string" ? [input] : input).map((entry) =>
    typeof entry === "string" ? { type: "text" as const, text: entry } : entry,
  );
  const typed = typeof input !== "string" && typeof input[0] === "object";
  const images = parts.flatMap((entry) => (entry.type === "image_url" ? [entry.image_url.url] : []));
  if (images.length > 1)
    throw new OpenAiRefused("At most one image is allowed.", { code: "too_many_images", param: "input" });
  const texts = parts.flatMap((entry) => (entry.type === "text" ? [entry.text] : []));
  const image = images[0] === undefined ? undefined : await flagsOfImage(images[0]);
  const results = typed
    ? [resultOf(texts.length > 0 ? flagsIn(texts.join("\n")) : undefined, image)]
    : texts.map((text) => resultOf(flagsIn(text), undefined));
  return { id: `modr-${crypto.randomUUID().slice(0, 8)}`, model: "omni-moderation-2024-09-26", results };
}
