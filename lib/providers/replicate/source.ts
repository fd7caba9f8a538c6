import { z } from "zod";
import type { VendorClient } from "../http.ts";
import { multipartOf } from "../multipart.ts";
import { readAnswer } from "../read-answer.ts";
import { base64Of, fetchableUrl } from "../source-image.ts";
import type { SourceImage } from "../types.ts";

/** Longest data URI in an input, in characters (Replicate's OpenAPI document). */
const dataUriLengthMax = 256_000;
const uploadTimeoutMs = 60_000;

const uploaded = z.object({ urls: z.object({ get: z.url() }) });

async function upload(ask: VendorClient, source: SourceImage): Promise<string> {
  const form = await multipartOf(source, {}, "content");
  const answer = await ask("POST", "/files", { ...form, totalTimeoutMs: uploadTimeoutMs });
  return readAnswer("Replicate", answer, uploaded).urls.get;
}

/** How Replicate gets a source picture: by our address where that is public, else inline, else by its own upload. */
export async function replicateImage(ask: VendorClient, source: SourceImage): Promise<string> {
  const url = fetchableUrl(source);
  if (url) return url;
  const head = `data:${source.mimeType};base64,`;
  if (head.length + Math.ceil(source.bytes / 3) * 4 > dataUriLengthMax) return upload(ask, source);
  return head + (await base64Of(source));
}
