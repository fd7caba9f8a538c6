import { z } from "zod";
import type { VendorClient } from "../http.ts";
import { multipartOf } from "../multipart.ts";
import { readAnswer } from "../read-answer.ts";
import type { SourceImage } from "../types.ts";
import { atlasCode } from "./errors.ts";

const uploadedSchema = z.object({
  code: atlasCode.refine((code) => code === 200),
  data: z.object({ download_url: z.url({ protocol: /^https?$/ }) }),
});

/** Sends a picture that the vendor could not fetch itself. Returns the address it is kept at for a while. */
export async function uploadSource(ask: VendorClient, source: SourceImage): Promise<string> {
  const answer = await ask("POST", "/api/v1/model/uploadMedia", {
    ...(await multipartOf(source, {})),
    totalTimeoutMs: 60_000,
  });
  return readAnswer("Atlas Cloud", answer, uploadedSchema).data.download_url;
}
