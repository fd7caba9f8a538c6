import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { probeVideo } from "#lib/media/inspect/inspect.ts";
import { makeFilm } from "./film.ts";
import { UnusableImage } from "./scene/photo.ts";
import { familyNames } from "./scene/plan.ts";
import { createScene } from "./scene/scene.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "film-"));
});
afterAll(() => rm(folder, { recursive: true }));

const prompts: Record<(typeof familyNames)[number], string> = {
  city: "skyline at night, neon",
  street: "umbrella in a rainy street",
  sea: "lighthouse and boat in a storm at sea",
  underwater: "coral reef",
  lake: "cabin and boat on a lake, aurora",
  forest: "forest at dawn",
  desert: "dunes with a lone tree",
  mountain: "snowy mountains, figure, snowfall",
  meadow: "tea terraces, balloons, fog",
  clouds: "above the clouds, birds",
  space: "ringed planet",
  interior: "room with stairs",
  product: "celadon vase, still life",
  abstract: "abstract silk",
};
const sizes = [
  [160, 90],
  [90, 160],
  [120, 120],
  [120, 150],
  [210, 90],
] as const;

const base = { width: 160, height: 90, durationSeconds: 1, fps: 12, seed: 5, prompt: prompts.sea };
const digest = async (path: string) =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
const silent = { onProgress: () => undefined, onFallback: () => undefined };

describe("scenes", () => {
  it.each(familyNames)("%s draws in every ratio, and moves", async (family) => {
    for (const [width, height] of sizes) {
      const scene = await createScene({ ...base, prompt: prompts[family], width, height });
      expect(scene.plan.family).toBe(family);
      const first = Uint8Array.from(scene.frame(0));
      expect(first.length).toBe(width * height * 4);
      const last = scene.frame(scene.frames - 1);
      expect(first.some((value, i) => Math.abs(value - (last[i] ?? 0)) > 8)).toBe(true);
    }
  });

  it("shows DRAFT from the very first frame, on drawings and on photos", async () => {
    const photo = join(folder, "grey.png");
    await sharp({ create: { width: 320, height: 180, channels: 3, background: "#777" } })
      .png()
      .toFile(photo);
    const scene = await createScene({ ...base, width: 320, height: 180, imagePath: photo });
    const frame = scene.frame(0);
    let bright = 0;
    for (let y = 60; y < 110; y++)
      for (let x = 60; x < 260; x++) if ((frame[(y * 320 + x) * 4] ?? 0) > 140) bright++;
    expect(bright).toBeGreaterThan(300);
  });
});

describe("makeFilm", () => {
  it.each(["webcodecs", "wasm"] as const)(
    "%s: the same input gives the same bytes, playable H.264",
    async (encoder) => {
      const paths = [join(folder, `${encoder}-1.mp4`), join(folder, `${encoder}-2.mp4`)];
      for (const path of paths) await makeFilm({ ...base, path, encoder }, silent);
      expect(await digest(paths[0] ?? "")).toBe(await digest(paths[1] ?? ""));
      expect(await probeVideo(paths[0] ?? "")).toMatchObject({
        ok: true,
        video: {
          container: "mp4",
          codec: "avc",
          width: 160,
          height: 90,
          durationSeconds: 1,
          frameRate: 12,
          hasAudio: false,
        },
      });
      const bytes = await readFile(paths[0] ?? "");
      expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
    },
  );

  it("another seed gives another picture", async () => {
    const paths = [join(folder, "seed-1.mp4"), join(folder, "seed-2.mp4")];
    await makeFilm({ ...base, seed: 1, path: paths[0] ?? "", encoder: "auto" }, silent);
    await makeFilm({ ...base, seed: 2, path: paths[1] ?? "", encoder: "auto" }, silent);
    expect(await digest(paths[0] ?? "")).not.toBe(await digest(paths[1] ?? ""));
  });

  it("reports progress that only grows and ends at 1", async () => {
    const parts: number[] = [];
    await makeFilm(
      { ...base, path: join(folder, "progress.mp4"), encoder: "auto" },
      { ...silent, onProgress: (part) => parts.push(part) },
    );
    expect(parts.at(-1)).toBe(1);
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
    expect(parts.length).toBeGreaterThan(10);
  });

  it("refuses an image that is none", async () => {
    const path = join(folder, "fake.png");
    await sharp({ create: { width: 8, height: 8, channels: 3, background: "#123" } })
      .gif()
      .toFile(path);
    await expect(
      makeFilm({ ...base, imagePath: path, path: join(folder, "x.mp4"), encoder: "auto" }, silent),
    ).rejects.toThrow(UnusableImage);
  });
});
