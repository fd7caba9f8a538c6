import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import * as chrome from "media-chrome";
import MediaTooltip from "media-chrome/dist/media-tooltip.js";
import { expect, test } from "vitest";
import { z } from "zod";
import { styleHashes } from "./style-hashes.ts";

const playerParts = [
  chrome.MediaController,
  chrome.MediaControlBar,
  chrome.MediaPlayButton,
  chrome.MediaMuteButton,
  chrome.MediaFullscreenButton,
  chrome.MediaPlaybackRateButton,
  chrome.MediaTimeDisplay,
  chrome.MediaTimeRange,
  chrome.MediaPreviewThumbnail,
  chrome.MediaErrorDialog,
  chrome.MediaGestureReceiver,
  MediaTooltip,
];
const require = createRequire(import.meta.url);

const hashOf = (css: string): string => `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
const source = (name: string): Promise<string> =>
  readFile(require.resolve(name).replace(/index\.js$/, "index.mjs"), "utf8");

async function stylesInUse(): Promise<string[]> {
  const player = playerParts.flatMap((part) =>
    [...part.getTemplateHTML({}).matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? ""),
  );
  const toasts = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(await source("sonner"))?.[1];
  const radixSelect = createRequire(require.resolve("radix-ui")).resolve("@radix-ui/react-select");
  const select = /__html: `([^`]*)`/.exec(await readFile(radixSelect.replace(/\.js$/, ".mjs"), "utf8"))?.[1];
  return [...player, "", z.string().parse(JSON.parse(toasts ?? "null")), select ?? ""];
}

test("the policy allows exactly the style elements that the installed packages insert", async () => {
  const hashes = [...new Set((await stylesInUse()).map(hashOf))].sort();
  expect([...styleHashes].sort()).toEqual(hashes);
});
