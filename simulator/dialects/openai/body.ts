import type { Context } from "hono";
import { Refused } from "#simulator/dialect.ts";
import { readJson } from "../request.ts";

export type UploadedFile = { field: string; type: string; bytes: Uint8Array };
export type Body = { fields: unknown; files: UploadedFile[]; multipart: boolean };

const numbers = new Set(["n", "output_compression", "partial_images"]);
const flags = new Set(["stream"]);

/** Puts `a[b]` below `a`, as the official client flattens objects for a form. */
function assign(target: Record<string, unknown>, name: string, value: unknown): void {
  const nested = /^([^[\]]+)\[([^[\]]+)\]$/.exec(name);
  if (!nested) {
    target[name] = value;
    return;
  }
  const [, outer = "", inner = ""] = nested;
  const existing = target[outer];
  const below: Record<string, unknown> =
    typeof existing === "object" && existing !== null ? { ...existing } : {};
  below[inner] = value;
  target[outer] = below;
}

function readField(name: string, value: string): unknown {
  if (numbers.has(name) && value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
  if (flags.has(name)) return value === "true" ? true : value === "false" ? false : value;
  return value;
}

/** A body as JSON or as a form; files apart. Throws `Refused` for another kind of body. */
export async function readBody(c: Context): Promise<Body> {
  const kind = c.req.header("content-type") ?? "";
  if (kind.startsWith("application/json")) return { fields: await readJson(c), files: [], multipart: false };
  if (!kind.startsWith("multipart/form-data"))
    throw new Refused("invalid", "Unsupported content type: send application/json or multipart/form-data.");
  const form = await c.req.raw.formData().catch(() => {
    throw new Refused("invalid", "The form could not be read.");
  });
  const fields: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  for (const [name, value] of form.entries()) {
    if (typeof value === "string") assign(fields, name, readField(name, value));
    else files.push({ field: name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return { fields, files, multipart: true };
}
