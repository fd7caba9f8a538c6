import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runGuardedChild } from "#lib/render/guarded-child.ts";
import type { Job } from "../dialect.ts";
import { type FilmOrder, filmReport } from "./order.ts";

const childPath = fileURLToPath(new URL("./child.ts", import.meta.url));
/** Part of the cache's key: raise it when the picture changes. */
const edition = 2;
const sideMax = 3840;

const even = (value: number): number => Math.max(16, Math.min(sideMax, Math.round(value))) & ~1;

function orderOf(job: Job, label: string): Omit<FilmOrder, "path"> {
  return {
    width: even(job.width),
    height: even(job.height),
    durationSeconds: Math.max(0.5, Math.min(120, job.durationSeconds)),
    fps: job.extra.fps === 30 ? 30 : 24,
    audio: job.audio,
    title: label,
    subtitle: job.model,
  };
}

async function shoot(order: FilmOrder, signal: AbortSignal): Promise<void> {
  let failure: string | undefined = "the process said nothing";
  const end = await runGuardedChild({
    path: childPath,
    message: order,
    limits: { timeoutSeconds: 300, memoryMb: 3072 },
    signal,
    onMessage: (message) => {
      const report = filmReport.safeParse(message).data;
      failure = report?.type === "done" ? undefined : (report?.message ?? failure);
    },
  });
  if (failure !== undefined) throw new Error(`No film was made: ${failure} (${end.kind})`);
}

/** Makes each distinct film once, in a process of its own, one at a time, and keeps it in `folder` for later runs. */
export function createFilmStudio(folder: string, labelOf: (dialect: string) => string) {
  const made = new Map<string, Promise<string>>();
  const stop = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function make(order: Omit<FilmOrder, "path">, path: string): Promise<string> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = join(folder, `${randomUUID()}.part`);
    try {
      await shoot({ ...order, path: draft }, stop.signal);
      await rename(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
    return path;
  }

  async function findOrMake(order: Omit<FilmOrder, "path">, path: string): Promise<string> {
    const found = await readFile(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
    const turn = last.then(() => make(order, path));
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    async film(job: Job): Promise<Uint8Array<ArrayBuffer>> {
      const order = orderOf(job, labelOf(job.dialect));
      const key = createHash("sha256")
        .update(JSON.stringify([edition, order]))
        .digest("hex")
        .slice(0, 32);
      const path = join(folder, `${key}.mp4`);
      const making = made.get(key) ?? findOrMake(order, path);
      made.set(key, making);
      making.catch(() => made.delete(key));
      return Uint8Array.from(await readFile(await making));
    },
    /** Ends what is being made. */
    async close(): Promise<void> {
      stop.abort();
      await last;
    },
  };
}

export type FilmStudio = ReturnType<typeof createFilmStudio>;
