import { createHash } from "node:crypto";
import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { loadFonts } from "#lib/render/scene/paint/fonts.ts";
import type { FilmOrder } from "./order.ts";

type Look = Pick<FilmOrder, "width" | "height" | "durationSeconds" | "fps" | "title" | "subtitle">;

const two = (value: number): string => String(value).padStart(2, "0");

/** HH:MM:SS:FF */
export function timecode(frame: number, fps: number): string {
  const seconds = Math.floor(frame / fps);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % fps]
    .map(two)
    .join(":");
}

function fitText(ctx: SKRSContext2D, text: string, size: number, widthMax: number): void {
  ctx.font = `600 ${size}px Inter`;
  const width = ctx.measureText(text).width;
  if (width > widthMax) ctx.font = `600 ${Math.max(6, Math.floor((size * widthMax) / width))}px Inter`;
}

function paintGround(look: Look): Canvas {
  const { width, height, title, subtitle } = look;
  const unit = Math.min(width, height);
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext("2d");
  const hue = createHash("sha256").update(`${title}${subtitle}`).digest().readUInt16BE(0) % 360;
  const ground = ctx.createLinearGradient(0, 0, width * 0.6, height);
  ground.addColorStop(0, `hsl(${hue}, 42%, 30%)`);
  ground.addColorStop(0.55, `hsl(${(hue + 40) % 360}, 46%, 16%)`);
  ground.addColorStop(1, `hsl(${(hue + 70) % 360}, 40%, 7%)`);
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, width, height);
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = "#ffffff";
  fitText(ctx, title, Math.round(unit * 0.1), width - unit * 0.16);
  ctx.fillText(title, unit * 0.08, height * 0.5);
  ctx.fillStyle = "rgba(255,255,255,0.72)";
  fitText(ctx, subtitle, Math.round(unit * 0.045), width - unit * 0.16);
  ctx.fillText(subtitle, unit * 0.08, height * 0.5 + unit * 0.075);
  return canvas;
}

export type Picture = {
  frames: number;
  /** The whole still picture, RGBA. */
  ground: Uint8Array;
  /** The only rows that change: where they begin, and how many they are. Both even. */
  strip: { top: number; height: number };
  /** These rows of one frame, RGBA. */
  frame(index: number): Uint8Array;
};

/** A still ground, over which a bar crosses the picture below a running timecode. */
export function createPicture(look: Look): Picture {
  loadFonts();
  const { width, height, fps } = look;
  const unit = Math.min(width, height);
  const frames = Math.max(1, Math.round(look.durationSeconds * fps));
  const ground = paintGround(look);
  const top = Math.floor(height - unit * 0.2) & ~1;
  const strip = { top, height: (height - top) & ~1 };
  const canvas = createCanvas(width, strip.height);
  const ctx = canvas.getContext("2d");
  const margin = unit * 0.08;
  const barTop = height - unit * 0.1 - top;
  const bar = Math.max(2, Math.round(unit * 0.012));
  ctx.font = `600 ${Math.round(unit * 0.045)}px Inter`;
  return {
    frames,
    ground: ground.data(),
    strip,
    frame(index) {
      const part = frames > 1 ? index / (frames - 1) : 1;
      ctx.drawImage(ground, 0, -top);
      ctx.fillStyle = "rgba(255,255,255,0.25)";
      ctx.fillRect(margin, barTop, width - 2 * margin, bar);
      ctx.fillStyle = "#f4cf3a";
      ctx.fillRect(margin, barTop, (width - 2 * margin) * part, bar);
      ctx.fillStyle = "#ffffff";
      ctx.fillText(timecode(index, fps), margin, height - unit * 0.13 - top);
      return canvas.data();
    },
  };
}
