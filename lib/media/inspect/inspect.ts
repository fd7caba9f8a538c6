import { resolve } from "node:path";
import type { z } from "zod";
import { type ChildEnd, type ChildLimits, runGuardedChild } from "#lib/render/guarded-child.ts";
import {
  fitResult,
  type ImageResult,
  type InspectTask,
  imageResult,
  type ProbeResult,
  probeResult,
  type StillsResult,
  stillsResult,
} from "./protocol.ts";

const limits = {
  probe: { timeoutSeconds: 20, memoryMb: 400 },
  stills: { timeoutSeconds: 90, memoryMb: 1200 },
  image: { timeoutSeconds: 30, memoryMb: 900 },
  fit: { timeoutSeconds: 30, memoryMb: 900 },
} as const satisfies Record<InspectTask["kind"], ChildLimits>;

type Inspected<T> = { answer: T | undefined; end: ChildEnd };

async function inspect<T extends z.ZodType>(task: InspectTask, result: T): Promise<Inspected<z.infer<T>>> {
  let answer: z.infer<T> | undefined;
  const end = await runGuardedChild({
    path: resolve(/*turbopackIgnore: true*/ process.cwd(), "lib/media/inspect/child.ts"),
    message: task,
    limits: limits[task.kind],
    onMessage: (message) => {
      answer = result.safeParse(message).data;
    },
  });
  return { answer, end };
}

const outgrew = (end: ChildEnd): boolean => end.kind === "timeout" || end.kind === "memory";

/** Facts of a video file, read without decoding it, in a process of its own. A file that is no usable video is a refusal. */
export async function probeVideo(path: string): Promise<ProbeResult> {
  const { answer, end } = await inspect({ kind: "probe", path }, probeResult);
  if (answer) return answer;
  if (outgrew(end)) return { ok: false, code: "too_demanding", message: "Reading this video took too long." };
  return { ok: false, code: "unreadable", message: "This video could not be read." };
}

/**
 * Decodes a video once, in a process of its own, and writes `poster.jpg` (full size) and `sprite.jpg`
 * (a grid of tiles in order of time) into `folder`, which must exist.
 */
export async function makePosterAndSprite(path: string, folder: string): Promise<StillsResult> {
  const { answer, end } = await inspect({ kind: "stills", path, folder }, stillsResult);
  if (answer) return answer;
  if (outgrew(end))
    return { ok: false, code: "too_demanding", message: "Decoding this video took too long." };
  return { ok: false, code: "unreadable", message: "This video could not be decoded." };
}

/** The middle of an image at exactly `width` × `height` pixels, as JPEG in `outPath`. Throws where it cannot be read. */
export async function fitImageTo(
  path: string,
  outPath: string,
  size: { width: number; height: number },
): Promise<void> {
  const { answer, end } = await inspect({ kind: "fit", path, outPath, ...size }, fitResult);
  if (!answer) throw new Error(`the image could not be brought to its size (${end.kind})`);
}

/**
 * Decodes an upload truly, in a process of its own, and writes it anew to `outPath`: upright, sRGB, no metadata.
 * JPEG, PNG and WebP only. A refusal carries a sentence for the person who uploaded it.
 */
export async function decodeImage(path: string, outPath: string): Promise<ImageResult> {
  const { answer, end } = await inspect({ kind: "image", path, outPath }, imageResult);
  if (answer) return answer;
  if (outgrew(end)) {
    return {
      ok: false,
      code: "too_demanding",
      message: "This image takes too long to open. Save it smaller and try again.",
    };
  }
  return { ok: false, code: "not_an_image", message: "This file could not be opened as an image." };
}
