import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { GlobalFonts } from "@napi-rs/canvas";

const wanted = /^inter-(?:latin|latin-ext|cyrillic|cyrillic-ext|greek|vietnamese)-(?:600|800)-normal\.woff2$/;
let loaded = false;

/** Registers the caption face from its package, so that a machine without fonts draws the same letters. */
export function loadFonts(): void {
  if (loaded) return;
  const folder = join(
    dirname(createRequire(import.meta.url).resolve("@fontsource/inter/package.json")),
    "files",
  );
  for (const file of readdirSync(folder)) {
    if (wanted.test(file)) GlobalFonts.registerFromPath(join(folder, file), "Inter");
  }
  loaded = true;
}
