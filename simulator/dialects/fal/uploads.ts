import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { type Core, Refused } from "#simulator/dialect.ts";
import { readJson } from "../request.ts";

const initiate = z.strictObject({ content_type: z.string().min(3), file_name: z.string().min(1).max(300) });
const bytesMax = 90 * 1024 * 1024;
const filesMax = 200;

type Upload = { type: string; bytes: Uint8Array<ArrayBuffer> | undefined };

/** The vendor's file store: an address to send bytes to, and one to read them from. */
export function uploadRoutes(core: Core, requireKey: (header: string | undefined) => void): Hono {
  const app = new Hono();
  const uploads = new Map<string, Upload>();
  app.post("/rest/storage/upload/initiate", async (c) => {
    requireKey(c.req.header("authorization"));
    const input = initiate.parse(await readJson(c));
    const id = randomUUID();
    uploads.set(id, { type: input.content_type, bytes: undefined });
    const oldest = uploads.keys().next().value;
    if (uploads.size > filesMax && oldest !== undefined) uploads.delete(oldest);
    const address = `${core.origin}/fal/cdn/files/${id}/${encodeURIComponent(input.file_name)}`;
    return c.json({
      upload_url: `${address}?signature=${core.secret("fal", id).slice(0, 32)}`,
      file_url: address,
    });
  });
  app.put("/cdn/files/:id/:name", async (c) => {
    const id = c.req.param("id");
    const upload = uploads.get(id);
    if (!upload || c.req.query("signature") !== core.secret("fal", id).slice(0, 32))
      throw new Refused("missing", "There is no such upload");
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length > bytesMax) throw new Refused("invalid", "The file is too large for one part");
    upload.bytes = bytes;
    return c.body(null, 200);
  });
  app.get("/cdn/files/:id/:name", (c) => {
    const upload = uploads.get(c.req.param("id"));
    if (!upload?.bytes) throw new Refused("missing", "There is no such file");
    return c.body(upload.bytes, 200, { "content-type": upload.type });
  });
  return app;
}
