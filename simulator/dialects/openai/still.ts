import { createHash } from "node:crypto";
import { createCanvas } from "@napi-rs/canvas";
import { loadFonts } from "#lib/render/scene/paint/fonts.ts";

export type StillFormat = "png" | "jpeg" | "webp";

/** A picture that names its maker: a gradient, a disc and two lines of text, in exactly the asked size. */
export async function paintStill(
  look: { width: number; height: number; title: string; subtitle: string; mark: string },
  format: StillFormat,
  quality: number,
): Promise<Uint8Array> {
  loadFonts();
  const { width, height, title, subtitle } = look;
  const unit = Math.min(width, height);
  const digest = createHash("sha256").update(look.mark).digest();
  const hue = digest.readUInt16BE(0) % 360;
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext("2d");
  const ground = ctx.createLinearGradient(0, 0, 0, height);
  ground.addColorStop(0, `hsl(${hue}, 38%, 62%)`);
  ground.addColorStop(0.6, `hsl(${(hue + 28) % 360}, 44%, 38%)`);
  ground.addColorStop(1, `hsl(${(hue + 50) % 360}, 40%, 16%)`);
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = "rgba(255,255,255,0.5)";
  ctx.beginPath();
  ctx.arc(width * (0.3 + (digest[2] ?? 0) / 640), height * 0.34, unit * 0.13, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = "#ffffff";
  ctx.font = `600 ${Math.round(unit * 0.06)}px Inter`;
  ctx.fillText(title, unit * 0.08, height * 0.82);
  ctx.font = `600 ${Math.round(unit * 0.03)}px Inter`;
  ctx.fillText(subtitle, unit * 0.08, height * 0.82 + unit * 0.05);
  if (format === "png") return canvas.encode("png");
  return format === "jpeg" ? canvas.encode("jpeg", quality) : canvas.encode("webp", quality);
}
