import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { type EncoderChoice, openEncoderOf } from "#lib/render/encode/open.ts";
import { makeFilm } from "#lib/render/film.ts";

const seconds = 5;
const fps = 24;
const prompts = {
  sea: "Open sea at golden hour, low drone",
  product: "Celadon bottle on wet slate, slow push-in",
};
const cases = [
  { size: "1280x720", encoder: "webcodecs" },
  { size: "1920x1080", encoder: "webcodecs" },
  { size: "1280x720", encoder: "wasm" },
  { size: "1920x1080", encoder: "wasm" },
] as const;

const measured = z.object({ wallSeconds: z.number(), cpuSeconds: z.number(), peakMb: z.number() });
export type RenderFigure = z.infer<typeof measured> & {
  size: string;
  encoder: string;
  scene: string;
  /** Seconds of video made in one second of wall time. */
  timesRealTime: number;
  /** Wall time beside encoding grey frames of the same size with the same encoder in the same run. */
  timesControl: number;
};

const run1 = promisify(execFile);

async function child(
  scene: string,
  size: string,
  encoder: string,
  path: string,
): Promise<z.infer<typeof measured>> {
  const self = fileURLToPath(import.meta.url);
  const env = { ...process.env, NODE_WEBCODECS_FORCE: "static" };
  const { stdout } = await run1(process.execPath, [self, "--one", scene, size, encoder, path], { env });
  return measured.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

/** Renders each case and its control in a process of its own, and prints the figures. */
export async function run(): Promise<void> {
  console.table(await measure());
}

async function measure(): Promise<RenderFigure[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-render-"));
  const figures: RenderFigure[] = [];
  try {
    for (const { size, encoder } of cases) {
      const control = await child("grey", size, encoder, join(folder, "control.mp4"));
      for (const scene of Object.keys(prompts)) {
        const figure = await child(scene, size, encoder, join(folder, "scene.mp4"));
        const timesRealTime = Math.round((seconds / figure.wallSeconds) * 100) / 100;
        const timesControl = Math.round((figure.wallSeconds / control.wallSeconds) * 100) / 100;
        figures.push({ size, encoder, scene, ...figure, timesRealTime, timesControl });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

async function encodeGrey(
  width: number,
  height: number,
  encoder: EncoderChoice,
  path: string,
): Promise<void> {
  const open = openEncoderOf(encoder, () => undefined);
  const film = await open({ width, height, fps, path });
  const frame = new Uint8Array((width * height * 3) / 2).fill(128);
  for (let i = 0; i < seconds * fps; i++) await film.add(frame);
  await film.finish();
}

async function one([scene = "", size = "", encoder = "", path = ""]: string[]): Promise<void> {
  const [width = 0, height = 0] = size.split("x").map(Number);
  const choice = z.enum(["auto", "webcodecs", "wasm"]).parse(encoder);
  const start = performance.now();
  if (scene === "grey") await encodeGrey(width, height, choice, path);
  else {
    const prompt = scene === "sea" ? prompts.sea : prompts.product;
    const job = { prompt, width, height, durationSeconds: seconds, fps, seed: 7, path, encoder: choice };
    await makeFilm(job, { onProgress: () => undefined, onFallback: () => undefined });
  }
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const figure = {
    wallSeconds: Math.round(performance.now() - start) / 1000,
    cpuSeconds: Math.round((userCPUTime + systemCPUTime) / 1e4) / 100,
    peakMb: Math.round(maxRSS / 1024),
  };
  console.log(JSON.stringify(figure));
  process.exit(0);
}

if (process.argv[2] === "--one") await one(process.argv.slice(3));
else if (import.meta.main) await run();
