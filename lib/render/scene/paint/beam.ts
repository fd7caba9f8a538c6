import { css } from "../colour.ts";
import type { Stage } from "../stage.ts";
import { createLayer, type Layer } from "./surface.ts";

/** The lit air between the opening and the floor. */
export function paintBeam(stage: Stage, side: number): Layer {
  const layer = createLayer(stage.width / 4, stage.height / 4);
  const { ctx, width, height } = layer;
  const from = side > 0 ? width * 1.1 : -width * 0.1;
  const to = side > 0 ? -1 : 1;
  ctx.filter = `blur(${Math.max(2, stage.unit * 0.012)}px)`;
  for (const shift of [0, 0.2]) {
    const gradient = ctx.createLinearGradient(from, 0, from + to * width * 0.9, height * 0.8);
    gradient.addColorStop(0, css(stage.mood.sun, 0.2));
    gradient.addColorStop(1, css(stage.mood.sun, 0));
    ctx.fillStyle = gradient;
    ctx.beginPath();
    ctx.moveTo(from, height * (shift - 0.12));
    ctx.lineTo(from, height * (shift + 0.05));
    ctx.lineTo(from + to * width * 0.85, height * (shift + 0.72));
    ctx.lineTo(from + to * width * 1.05, height * (shift + 0.52));
    ctx.fill();
  }
  ctx.filter = "none";
  return layer;
}
