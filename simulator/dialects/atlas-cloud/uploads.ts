import { randomUUID } from "node:crypto";
import { extname } from "node:path";
import { z } from "zod";
import { Refused } from "#simulator/dialect.ts";

const types: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".mp4": "video/mp4",
};
const keptCount = 200;
const form = z.object({ file: z.instanceof(File) });

/** Temporary files for inputs, the oldest forgotten first; the name's extension decides the type. */
export function createUploads(origin: string) {
  const files = new Map<string, { bytes: Uint8Array; type: string }>();
  const prefix = `${origin}/atlas-cloud/media/`;
  return {
    async keep(body: unknown) {
      const parsed = form.safeParse(body);
      if (!parsed.success) throw new Refused("invalid", "file: Required");
      const { file } = parsed.data;
      const extension = extname(file.name).toLowerCase();
      const type = types[extension];
      if (type === undefined) throw new Refused("invalid", "The file type is not supported");
      const id = `${randomUUID()}${extension}`;
      const oldest = files.keys().next();
      if (files.size >= keptCount && !oldest.done) files.delete(oldest.value);
      files.set(id, { bytes: new Uint8Array(await file.arrayBuffer()), type });
      return { type, download_url: `${prefix}${id}`, filename: file.name, size: file.size };
    },
    read: (link: string): Uint8Array | undefined =>
      link.startsWith(prefix) ? files.get(link.slice(prefix.length))?.bytes : undefined,
    serve(id: string): Response {
      const file = files.get(id);
      if (file === undefined) throw new Refused("missing", "file not found");
      return new Response(Buffer.from(file.bytes), { headers: { "content-type": file.type } });
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;
