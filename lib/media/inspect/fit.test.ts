import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fitImageTo } from "./inspect.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fit-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Red, green and blue side by side. */
async function stripes(width: number, height: number): Promise<string> {
  const path = join(folder, `${width}x${height}.png`);
  const third = { width: Math.floor(width / 3), height, channels: 3 as const };
  const part = (background: string) =>
    sharp({ create: { ...third, background } })
      .png()
      .toBuffer();
  await sharp({ create: { width, height, channels: 3, background: "#00f" } })
    .composite([
      { input: await part("#f00"), left: 0, top: 0 },
      { input: await part("#0f0"), left: third.width, top: 0 },
    ])
    .png()
    .toFile(path);
  return path;
}

it.each([
  [1200, 400, 400, 400],
  [300, 100, 1280, 720],
  [900, 1600, 720, 1280],
])("a picture of %i × %i is brought to exactly %i × %i without bars or distortion", async (...sizes) => {
  const [fromWidth, fromHeight, width, height] = sizes;
  const out = join(folder, "out.jpg");
  await fitImageTo(await stripes(fromWidth, fromHeight), out, { width, height });
  const { data, info } = await sharp(out).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([width, height]);
  const middle = (Math.floor(height / 2) * width + Math.floor(width / 2)) * info.channels;
  expect(
    [data[middle], data[middle + 1], data[middle + 2]].map((value) => Math.round((value ?? 0) / 255)),
  ).toEqual([0, 1, 0]);
  const corners = [0, width - 1, (height - 1) * width, height * width - 1].map((at) =>
    Math.max(...data.subarray(at * info.channels, at * info.channels + 3)),
  );
  expect(Math.min(...corners)).toBeGreaterThan(200);
});

it("what is no picture is an error, not an empty file", async () => {
  const path = join(folder, "words.png");
  await writeFile(path, "not a picture");
  await expect(fitImageTo(path, join(folder, "none.jpg"), { width: 64, height: 64 })).rejects.toThrow(
    /could not be brought to its size/,
  );
});
