import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { type Core, Refused } from "#simulator/dialect.ts";
import { readForm, readJson } from "../request.ts";
import { refuseWithIssues } from "./answer.ts";
import type { FindUpload } from "./submission.ts";

const placeholder = z.strictObject({
  filename: z.string().min(1),
  type: z.literal("ephemeral").default("ephemeral"),
});
const bytesMin = 512;
const bytesMax = 200 * 1024 * 1024;
const keptMs = 24 * 3600 * 1000;
const keptCount = 200;

type Upload = { token: string; until: number; bytes: Uint8Array | undefined };

/** Places for files, each filled by one multipart POST and forgotten after a day. */
export function createUploads(core: Core): { place: Hono; store: Hono; find: FindUpload } {
  const uploads = new Map<string, Upload>();
  const place = new Hono();
  const store = new Hono();

  place.post("/v1/uploads", async (c) => {
    const parsed = placeholder.safeParse(await readJson(c));
    if (!parsed.success) return refuseWithIssues(parsed.error.issues);
    const id = randomUUID();
    const token = randomUUID();
    const oldest = uploads.keys().next();
    if (uploads.size >= keptCount && !oldest.done) uploads.delete(oldest.value);
    uploads.set(id, { token, until: core.now() + keptMs, bytes: undefined });
    return c.json({
      runwayUri: `runway://${id}`,
      uploadUrl: `${core.origin}/runway/storage/${id}`,
      fields: { key: `uploads/${id}/${parsed.data.filename}`, policy: token },
    });
  });

  store.post("/storage/:id", async (c) => {
    const upload = uploads.get(c.req.param("id"));
    const form = await readForm(c);
    const file = form.file;
    if (upload === undefined || form.policy !== upload.token)
      throw new Refused("auth", "The form does not hold.");
    if (!(file instanceof File)) throw new Refused("invalid", "The file is missing.");
    if (file.size < bytesMin || file.size > bytesMax)
      throw new Refused("invalid", "The file has the wrong size.");
    upload.bytes = new Uint8Array(await file.arrayBuffer());
    return c.body(null, 204);
  });

  const find: FindUpload = (uri) => {
    const upload = uploads.get(uri.replace(/^runway:\/\//, ""));
    return upload !== undefined && core.now() < upload.until ? upload.bytes : undefined;
  };
  return { place, store, find };
}
