import type { SourceImage } from "./types.ts";

const urlLengthMax = 2_048;

/** The address of a source picture that a vendor may fetch itself; vendors take https and nothing else. */
export function fetchableUrl(source: SourceImage): string | undefined {
  const { url } = source;
  return url?.startsWith("https://") && url.length <= urlLengthMax ? url : undefined;
}

export async function base64Of(source: SourceImage): Promise<string> {
  return Buffer.from(await source.read()).toString("base64");
}

export async function dataUriOf(source: SourceImage): Promise<string> {
  return `data:${source.mimeType};base64,${await base64Of(source)}`;
}

const extensions: Record<string, string> = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };

/** A file name without any of the person's words; vendors read the type from its ending. */
export const fileNameOf = (source: SourceImage): string => `source.${extensions[source.mimeType] ?? "png"}`;
