import { drawDiagonal, drawSlate } from "./draft-mark.ts";
import { createLayer, type Layer } from "./surface.ts";
import { captionText, wrapCaption } from "./wrap.ts";

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
