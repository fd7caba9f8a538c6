import { z } from "zod";
import type { VendorClient } from "../http.ts";
import { readAnswer } from "../read-answer.ts";
import { sendPicture } from "../send-picture.ts";
import { dataUriOf, fetchableUrl, fileNameOf } from "../source-image.ts";
import type { SourceImage } from "../types.ts";

/** Larger pictures are uploaded rather than sent inline. */
const inlineBytesMax = 2 * 1024 * 1024;

const address = z.url({ protocol: /^https?$/ });
const initiated = z.object({ upload_url: address, file_url: address });

/** The address under which fal finds a source picture: ours where it is public, else inline, else its own storage. */
export async function imageUrlOf(rest: VendorClient, restUrl: string, source: SourceImage): Promise<string> {
  const url = fetchableUrl(source);
  if (url) return url;
  if (source.bytes <= inlineBytesMax) return dataUriOf(source);
  const answer = await rest("POST", "/storage/upload/initiate", {
    query: { storage_type: "fal-cdn-v3" },
    json: { content_type: source.mimeType, file_name: fileNameOf(source) },
  });
  const { upload_url: uploadUrl, file_url: fileUrl } = readAnswer("fal", answer, initiated);
  const parcel = { label: "fal’s storage", method: "PUT", to: uploadUrl, baseUrl: restUrl } as const;
  const body = await source.read();
  await sendPicture(parcel, { body, headers: { "content-type": source.mimeType } });
  return fileUrl;
}
