import { z } from "zod";
import type { VendorClient } from "../http.ts";
import { multipartOf } from "../multipart.ts";
import { readAnswer } from "../read-answer.ts";
import { sendPicture } from "../send-picture.ts";
import { base64Of, fetchableUrl, fileNameOf } from "../source-image.ts";
import type { SourceImage } from "../types.ts";

/** Longest data URI that Runway takes, in characters (`@runwayml/sdk` 4.17.1 and later). */
const dataUriLengthMax = 5 * 1024 * 1024;

const uploadSchema = z.object({
  runwayUri: z.string().startsWith("runway://"),
  uploadUrl: z.url({ protocol: /^https?$/ }),
  fields: z.record(z.string(), z.string()),
});

/** Sends a picture to the place Runway names for it, without our key. Returns its `runway://` address. */
async function upload(ask: VendorClient, baseUrl: string, source: SourceImage): Promise<string> {
  const filename = fileNameOf(source);
  const answer = await ask("POST", "/v1/uploads", { json: { filename, type: "ephemeral" } });
  const { runwayUri, uploadUrl, fields } = readAnswer("Runway", answer, uploadSchema);
  const parcel = { label: "Runway’s upload", method: "POST", to: uploadUrl, baseUrl } as const;
  await sendPicture(parcel, await multipartOf(source, fields));
  return runwayUri;
}

/** The address under which Runway finds a source picture: ours where it is public, else inline, else uploaded. */
export async function runwayUriOf(ask: VendorClient, baseUrl: string, source: SourceImage): Promise<string> {
  const url = fetchableUrl(source);
  if (url) return url;
  const head = `data:${source.mimeType};base64,`;
  if (head.length + Math.ceil(source.bytes / 3) * 4 > dataUriLengthMax) return upload(ask, baseUrl, source);
  return head + (await base64Of(source));
}
