import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FilePathSource, Input, MP4 } from "mediabunny";
import { expect, test } from "vitest";
import { decodeAt } from "#lib/media/inspect/frames.ts";
import { makeFilm } from "./make-film.ts";
import { timecode } from "./picture.ts";

test("a film shows time passing: its bar grows over a ground that stays", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dailies-film-"));
  const path = join(folder, "film.mp4");
  const size = { width: 320, height: 180 };
  const text = { title: "Demo vendor", subtitle: "demo-1" };
  const made = await makeFilm({ ...size, ...text, durationSeconds: 1, fps: 30, audio: false, path });
  expect(made.audio).toBe(false);
  const input = new Input({ formats: [MP4], source: new FilePathSource(path) });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error("no pictures");
  const [first, last] = await decodeAt(track, [0, 0.95]);
  input.dispose();
  await rm(folder, { recursive: true, force: true });
  const luma = (picture: typeof first, x: number, y: number): number =>
    picture?.planes[y * size.width + x] ?? 0;
  const bar = { x: 160, y: 163 };
  expect(luma(last, bar.x, bar.y) - luma(first, bar.x, bar.y)).toBeGreaterThan(60);
  expect(Math.abs(luma(last, 300, 20) - luma(first, 300, 20))).toBeLessThan(8);
});

test("a timecode counts frames, seconds, minutes and hours", () => {
  expect([0, 23, 24, 24 * 61, 24 * 3600].map((frame) => timecode(frame, 24))).toEqual([
    "00:00:00:00",
    "00:00:00:23",
    "00:00:01:00",
    "00:01:01:00",
    "01:00:00:00",
  ]);
});
