import { randomUUID } from "node:crypto";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { ChildReport } from "../child-protocol.ts";
import type { JobErrorCode, JobInput } from "../protocol.ts";
import { fetchImage } from "./fetch-image.ts";
import { clearRuns, keepOutput } from "./output.ts";
import { runChild } from "./run-child.ts";
import type { RendererSettings } from "./settings.ts";

export type Outcome =
  | { kind: "made"; output: { bytes: number; sha256: string }; encoder: string }
  | { kind: "failed"; code: JobErrorCode; message: string }
  | { kind: "stopped" };

/** The image's path in `folder`, copied from `url` unless it is there already. Throws as `fetchImage` does. */
export async function bringImage(folder: string, url: string, signal: AbortSignal): Promise<string> {
  const path = join(folder, "image");
  await access(path).catch(() => fetchImage(url, path, signal));
  return path;
}

/** One try at one job inside its folder. `stopped` means that `signal` ended it; nothing is left behind then. */
export async function performJob(
  settings: RendererSettings,
  request: JobInput,
  folder: string,
  signal: AbortSignal,
  onReport: (report: ChildReport) => void,
): Promise<Outcome> {
  await clearRuns(folder);
  let imagePath: string | undefined;
  try {
    if (request.imageUrl) imagePath = await bringImage(folder, request.imageUrl, signal);
  } catch (error) {
    if (signal.aborted) return { kind: "stopped" };
    const message = error instanceof Error ? error.message : "The image could not be read";
    return { kind: "failed", code: "image_unreachable", message };
  }
  const path = join(folder, `run-${randomUUID()}.mp4`);
  try {
    const order = { ...request, imagePath, path, encoder: settings.encoder };
    const result = await runChild(order, settings, signal, onReport);
    if (signal.aborted) return { kind: "stopped" };
    if (!result.ok) return { kind: "failed", code: result.code, message: result.message };
    return { kind: "made", output: await keepOutput(path, join(folder, "out.mp4")), encoder: result.encoder };
  } finally {
    await clearRuns(folder);
  }
}
