import { hkdfSync } from "node:crypto";
import { z } from "zod";

const tokenSchema = z.object({
  apiKey: z.string().startsWith("sk_"),
  appId: z.string().min(1),
  regions: z.array(z.string()).min(1),
});

/** What the upload library wants: `token` is handed to it whole, `apiKey` signs links and callbacks. */
export type UploadToken = { token: string; apiKey: string };

const encode = (content: z.infer<typeof tokenSchema>): UploadToken => ({
  token: Buffer.from(JSON.stringify(content)).toString("base64"),
  apiKey: content.apiKey,
});

/** The token of the embedded ingest, derived from the installation's secret, so that nothing has to be kept. */
export function embeddedToken(secret: string): UploadToken {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "dailies upload ingest v1", 32));
  return encode({ apiKey: `sk_embedded_${key.toString("hex")}`, appId: "dailies", regions: ["here"] });
}
