import type { SourceImage, SubmitOutcome } from "./types.ts";
import { refusedAs, verdicts } from "./verdicts.ts";

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

export type Placed =
  | { kind: "placed"; uri: string | undefined }
  | Extract<SubmitOutcome, { kind: "refused" }>;

/** Puts the picture where the vendor finds it. One that it does not take is refused before anything is paid for. */
export async function placeSource(
  label: string,
  source: SourceImage | undefined,
  place: (source: SourceImage) => Promise<string>,
): Promise<Placed> {
  if (!source) return { kind: "placed", uri: undefined };
  const bytes = fetchableUrl(source) ? undefined : await source.read();
  const held = bytes ? { ...source, read: async () => bytes } : source;
  try {
    return { kind: "placed", uri: await place(held) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refusedAs(verdicts.unavailable, `${label} did not take the source picture: ${error.message}`);
  }
}
