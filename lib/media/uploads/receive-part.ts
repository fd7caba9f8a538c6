import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { systemErrorCode } from "../storage/system-error.ts";

export type Received = "whole" | "interrupted" | "too_long" | "not_a_form" | "disk_full";

type Arrival = { path: string; bytesMax: number };

const fullDisk: ReadonlySet<string | undefined> = new Set(["ENOSPC", "EDQUOT"]);

function openForm(request: Request, bytesMax: number): busboy.Busboy | undefined {
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(request.headers.get("content-type") ?? ""))
    return undefined;
  const headers = Object.fromEntries(request.headers);
  const limits = { files: 1, fields: 4, fieldSize: 1024, parts: 5, fileSize: bytesMax + 1 };
  return busboy({ headers, limits });
}

/** The write stream of the one file, its failure, and whether it was longer than allowed; all filled while it runs. */
type Writing = { file?: WriteStream; fault?: unknown; isTooLong: boolean };

function writeFile(form: busboy.Busboy, path: string): Writing {
  const writing: Writing = { isTooLong: false };
  form.on("file", (field, content) => {
    if (field !== "file" || writing.file) return void content.resume();
    const file = createWriteStream(path, { flags: "a", mode: 0o600 });
    writing.file = file;
    content.on("limit", () => {
      writing.isTooLong = true;
    });
    content.on("error", () => file.end());
    file.on("error", (error) => {
      writing.fault = error;
      form.destroy(error);
    });
    content.pipe(file);
  });
  return writing;
}

/**
 * Appends the form's one field `file` to a file, streaming, so that memory does not grow with its size. What arrived
 * before an interruption stays, because the sender goes on from there. Returns after the last byte is written.
 */
export async function receivePart(request: Request, { path, bytesMax }: Arrival): Promise<Received> {
  const form = openForm(request, bytesMax);
  if (!form || !request.body) return "not_a_form";
  const writing = writeFile(form, path);
  const isWhole = await pipeline(Readable.from(request.body, { objectMode: false }), form).then(
    () => true,
    () => false,
  );
  const { file } = writing;
  if (file && !isWhole) file.end();
  if (file && !file.closed) await once(file, "close");
  if (fullDisk.has(systemErrorCode(writing.fault))) return "disk_full";
  if (writing.isTooLong) return "too_long";
  if (!isWhole) return "interrupted";
  return file ? "whole" : "not_a_form";
}
