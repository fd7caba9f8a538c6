import type { Layer } from "./surface.ts";

export function drawDiagonal(layer: Layer, photo: boolean): void {
  const { ctx, width, height } = layer;
  const unit = Math.min(width, height);
  ctx.save();
  ctx.translate(width / 2, height * 0.47);
  ctx.rotate(-0.32);
  ctx.font = `800 ${unit * 0.2}px Inter`;
  ctx.letterSpacing = `${unit * 0.035}px`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.filter = `blur(${unit * 0.007}px)`;
  ctx.fillStyle = `rgba(0,0,0,${photo ? 0.24 : 0.22})`;
  ctx.fillText("DRAFT", unit * 0.0175, unit * 0.003);
  ctx.filter = "none";
  ctx.fillStyle = `rgba(255,255,255,${photo ? 0.36 : 0.22})`;
  ctx.fillText("DRAFT", unit * 0.0175, 0);
  ctx.restore();
}

export function drawSlate(layer: Layer, photo: boolean): void {
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
