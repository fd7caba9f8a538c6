import { createHash, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { type Core, Refused } from "#simulator/dialect.ts";
import { readForm } from "../request.ts";

const keptMs = 24 * 3600 * 1000;
const keptCount = 200;
const bytesMax = 100 * 1024 * 1024;

type Kept = { bytes: Uint8Array; view: Record<string, unknown> };

/** Files that inputs may point at, each forgotten after a day. */
export function createFiles(core: Core): { routes: Hono; read(link: string): Uint8Array | undefined } {
  const prefix = `${core.origin}/replicate/v1/files/`;
  const files = new Map<string, Kept>();
  const routes = new Hono();
  const find = (id: string): Kept => {
    const kept = files.get(id);
    if (kept === undefined) throw new Refused("missing", "The requested resource could not be found.");
    return kept;
  };

  routes.post("/", async (c) => {
    const { content } = await readForm(c);
    if (!(content instanceof File)) throw new Refused("invalid", "- content: This field is required");
    if (content.size > bytesMax) throw new Refused("invalid", "- content: The file is larger than 100 MB");
    const bytes = new Uint8Array(await content.arrayBuffer());
    const id = randomUUID().replaceAll("-", "");
    const view = {
      id,
      name: content.name,
      content_type: content.type || "application/octet-stream",
      size: bytes.length,
      etag: id,
      checksums: { sha256: createHash("sha256").update(bytes).digest("hex") },
      metadata: {},
      created_at: new Date(core.now()).toISOString(),
      expires_at: new Date(core.now() + keptMs).toISOString(),
      urls: { get: `${prefix}${id}` },
    };
    const oldest = files.keys().next();
    if (files.size >= keptCount && !oldest.done) files.delete(oldest.value);
    files.set(id, { bytes, view });
    return c.json(view, 201);
  });
  routes.get("/", (c) =>
    c.json({ next: null, previous: null, results: [...files.values()].map(({ view }) => view) }),
  );
  routes.get("/:id", (c) => c.json(find(c.req.param("id")).view));
  routes.delete("/:id", (c) => {
    find(c.req.param("id"));
    files.delete(c.req.param("id"));
    return c.body(null, 204);
  });

  return {
    routes,
    read: (link) => (link.startsWith(prefix) ? files.get(link.slice(prefix.length))?.bytes : undefined),
  };
}
