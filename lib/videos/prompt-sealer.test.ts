import { describe, expect, it } from "vitest";
import { createSealer } from "./prompt-sealer.ts";

const sealer = createSealer("ab".repeat(32));
const sealed = sealer.seal("a quiet harbour 🌊", "vid_1");

describe("a sealed prompt", () => {
  it("opens to the same text, and empty text to empty text", () => {
    expect(sealer.open(sealed, "vid_1")).toBe("a quiet harbour 🌊");
    expect(sealer.open(sealer.seal("", "vid_1"), "vid_1")).toBe("");
  });

  it("is another one each time and does not hold the text", () => {
    expect(sealer.seal("a quiet harbour 🌊", "vid_1")).not.toBe(sealed);
    expect(Buffer.from(sealed.split(".")[3] ?? "", "base64url").toString("utf8")).not.toContain("harbour");
  });

  it("does not open for another video, under another key, or altered in any part", () => {
    expect(() => sealer.open(sealed, "vid_2")).toThrow();
    expect(() => createSealer("cd".repeat(32)).open(sealed, "vid_1")).toThrow();
    const parts = sealed.split(".");
    for (const at of parts.keys()) {
      const part = parts[at] ?? "";
      const altered = parts.with(at, `${part.startsWith("A") ? "B" : "A"}${part.slice(1)}`);
      expect(() => sealer.open(altered.join("."), "vid_1")).toThrow();
    }
    expect(() => sealer.open("", "vid_1")).toThrow("unknown form");
  });
});

it("the hash of a prompt is the same each time, under this key alone", () => {
  expect(sealer.hash("harbour")).toBe(sealer.hash("harbour"));
  expect(sealer.hash("harbour")).toMatch(/^[0-9a-f]{64}$/);
  expect(sealer.hash("harbour")).not.toBe(createSealer("cd".repeat(32)).hash("harbour"));
});
