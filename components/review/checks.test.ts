import { describe, expect, it } from "vitest";
import type { ArtifactView } from "#lib/contract/artifact.ts";
import { type BytesMatch, checksOf } from "./checks.ts";

const parameters = {
  platform: null,
  aspectRatio: "16:9" as const,
  width: 1280,
  height: 720,
  durationSeconds: 5,
  resolution: "720p" as const,
  seed: 1,
  audio: false,
};
const file: ArtifactView = {
  id: "art_1",
  type: "video",
  mimeType: "video/mp4",
  bytes: 1,
  width: 1280,
  height: 720,
  durationSeconds: 5.04,
  codec: "avc1",
  frameRate: 24,
  hasAudio: false,
  sha256: "a".repeat(64),
  url: "/",
  urlExpiresAt: "2026-11-20T00:00:00.000Z",
};
const statesOf = (change: Partial<ArtifactView>, match: BytesMatch = true) =>
  Object.fromEntries(
    checksOf({ parameters }, { ...file, ...change }, match).map(({ key, state }) => [key, state]),
  );

describe("machine checks", () => {
  it("pass for a file as ordered, a last group of frames longer", () => {
    expect(statesOf({})).toEqual({ size: "pass", length: "pass", bytes: "pass", sound: "fact" });
  });
  it("say when size, length or bytes differ, with both values", () => {
    expect(statesOf({ width: 720, durationSeconds: 4 }, false)).toEqual({
      size: "differs",
      length: "differs",
      bytes: "differs",
      sound: "fact",
    });
    expect(checksOf({ parameters }, { ...file, width: 720 }, true)[0]?.value).toBe(
      "720 × 720, ordered 1280 × 720",
    );
  });
  it("keep the place of a comparison that still runs, without a judgement", () => {
    expect(statesOf({}, "checking")).toMatchObject({ bytes: "checking" });
  });
  it("claim nothing about what is unknown", () => {
    expect(statesOf({ durationSeconds: null, hasAudio: null }, null)).toEqual({ size: "pass" });
  });
});
