import { type Ctx, createLayer, type Layer } from "./surface.ts";

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

export type CaptionInput = { width: number; height: number; prompt: string; photo: boolean };

function drawScrims(layer: Layer, lines: number, size: number): void {
  const { ctx, width, height } = layer;
  const reach = Math.min(height * 0.5, size * (lines * 1.3 + 5));
  const bottom = ctx.createLinearGradient(0, height - reach, 0, height);
  bottom.addColorStop(0, "rgba(4,4,8,0)");
  bottom.addColorStop(0.55, "rgba(4,4,8,.3)");
  bottom.addColorStop(1, "rgba(4,4,8,.72)");
  ctx.fillStyle = bottom;
  ctx.fillRect(0, height - reach, width, reach);
  const middle = Math.hypot(width, height) / 2;
  const edge = ctx.createRadialGradient(
    width / 2,
    height * 0.47,
    middle * 0.52,
    width / 2,
    height * 0.5,
    middle * 1.06,
  );
  edge.addColorStop(0, "rgba(3,3,8,0)");
  edge.addColorStop(1, "rgba(3,3,8,.5)");
  ctx.fillStyle = edge;
  ctx.fillRect(0, 0, width, height);
}

function drawDiagonal(layer: Layer, photo: boolean): void {
  const { ctx, width, height } = layer;
  const unit = Math.min(width, height);
  ctx.save();
  ctx.translate(width / 2, height * 0.47);
  ctx.rotate(-0.32);
  ctx.font = `800 ${unit * 0.2}px Inter`;
  ctx.letterSpacing = `${unit * 0.035}px`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.shadowColor = `rgba(0,0,0,${photo ? 0.55 : 0.46})`;
  ctx.shadowBlur = unit * 0.016;
  ctx.fillStyle = `rgba(255,255,255,${photo ? 0.28 : 0.2})`;
  ctx.fillText("DRAFT", unit * 0.0175, 0);
  ctx.restore();
}

function drawSlate(layer: Layer, photo: boolean): void {
  const { ctx, width, height } = layer;
  const unit = Math.min(width, height);
  const size = Math.round(unit * 0.0225);
  const margin = Math.round(unit * 0.05);
  ctx.font = `800 ${size}px Inter`;
  ctx.letterSpacing = `${size * 0.14}px`;
  ctx.textBaseline = "middle";
  const text = photo ? "DRAFT ANIMATIC · YOUR IMAGE" : "DRAFT ANIMATIC";
  const stripes = size * 2.1;
  const plate = { w: ctx.measureText(text).width + stripes + size * 2.1, h: size * 2.3 };
  ctx.fillStyle = "rgba(6,6,10,.66)";
  ctx.beginPath();
  ctx.roundRect(margin, margin, plate.w, plate.h, size * 0.42);
  ctx.fill();
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(margin, margin, stripes, plate.h, [size * 0.42, 0, 0, size * 0.42]);
  ctx.clip();
  ctx.fillStyle = "rgba(255,255,255,.92)";
  const gap = size * 0.74;
  for (let k = -3; k < 6; k += 2) {
    ctx.beginPath();
    ctx.moveTo(margin + k * gap, margin + plate.h);
    ctx.lineTo(margin + (k + 1) * gap, margin + plate.h);
    ctx.lineTo(margin + (k + 1) * gap + plate.h * 0.6, margin);
    ctx.lineTo(margin + k * gap + plate.h * 0.6, margin);
    ctx.fill();
  }
  ctx.restore();
  ctx.fillStyle = "rgba(255,255,255,.96)";
  ctx.fillText(text, margin + stripes + size * 0.9, margin + plate.h * 0.53);
}

/** Everything that lies still on the picture: scrims, caption, slate and DRAFT, at full strength from the first frame. */
export function paintCaption(input: CaptionInput): Layer {
  const layer = createLayer(input.width, input.height);
  const { ctx } = layer;
  const unit = Math.min(input.width, input.height);
  const portrait = input.height > input.width;
  const size = Math.round(unit * (portrait ? 0.044 : 0.036));
  const margin = Math.round(unit * 0.05);
  ctx.font = `600 ${size}px Inter`;
  ctx.letterSpacing = `${-size * 0.01}px`;
  const room = portrait ? input.width - margin * 2 : Math.min(input.width * 0.68, unit * 1.25);
  const lines = wrapCaption(ctx, captionText(input.prompt), room, portrait ? 3 : 2);
  drawScrims(layer, lines.length, size);
  drawDiagonal(layer, input.photo);
  ctx.font = `600 ${size}px Inter`;
  ctx.letterSpacing = `${-size * 0.01}px`;
  ctx.textBaseline = "alphabetic";
  ctx.shadowColor = "rgba(0,0,0,.6)";
  ctx.shadowBlur = size * 0.35;
  ctx.fillStyle = "rgba(255,255,255,.96)";
  const line = size * 1.28;
  lines.forEach((text, i) => {
    ctx.fillText(text, margin, input.height - margin - (lines.length - 1 - i) * line - size * 0.1);
  });
  ctx.shadowColor = "transparent";
  ctx.shadowBlur = 0;
  drawSlate(layer, input.photo);
  return layer;
}
