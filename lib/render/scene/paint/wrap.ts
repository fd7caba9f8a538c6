import type { Ctx } from "./surface.ts";

const drawable = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{P}\p{Zs}]/u;

/** The prompt as the caption face can show it; nothing when most of it is in another script. */
export function captionText(prompt: string): string {
  const letters = [...prompt.normalize("NFC").replace(/\s+/gu, " ").trim()];
  const shown = letters.filter((letter) => drawable.test(letter));
  return shown.length < letters.length * 0.7 ? "" : shown.join("").replace(/ +/g, " ").trim();
}

function shorten(ctx: Ctx, line: string, width: number): string {
  let cut = line.slice(0, 300);
  while (cut.length > 1 && ctx.measureText(`${cut}…`).width > width) cut = cut.slice(0, -1);
  return `${cut.replace(/[\s,.;:–-]+$/u, "")}…`;
}

function breakLines(ctx: Ctx, words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    if (line && ctx.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

/** Lines no wider than `width` and of about equal length; what does not fit ends in an ellipsis. */
export function wrapCaption(ctx: Ctx, text: string, width: number, linesMax: number): string[] {
  const words = text.split(" ").slice(0, 80);
  let lines = breakLines(ctx, words, width);
  if (lines.length > linesMax) {
    lines = [...lines.slice(0, linesMax - 1), shorten(ctx, lines.slice(linesMax - 1).join(" "), width)];
  } else {
    for (let w = width * 0.95; w > width * 0.45; w -= width * 0.05) {
      const narrower = breakLines(ctx, words, w);
      if (narrower.length > lines.length) break;
      lines = narrower;
    }
  }
  return lines.map((each) => (ctx.measureText(each).width > width ? shorten(ctx, each, width) : each));
}
