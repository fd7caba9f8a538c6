import { css, mix, type Rgb, rgb } from "../colour.ts";
import { createMotes } from "../paint/particles.ts";
import { createSilk } from "../paint/silk.ts";
import { randomOf } from "../random.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

const schemes: readonly [readonly [Rgb, Rgb, Rgb], ...(readonly [Rgb, Rgb, Rgb])[]] = [
  [rgb("#0b1030"), rgb("#3a4fd0"), rgb("#ff9a76")],
  [rgb("#120a1e"), rgb("#8a2f6b"), rgb("#ffc37a")],
  [rgb("#06181c"), rgb("#1f7f82"), rgb("#f4e2b0")],
  [rgb("#14100c"), rgb("#a0552c"), rgb("#ffe0b0")],
  [rgb("#0c0c18"), rgb("#5a48b8"), rgb("#a8f0ea")],
];

function schemeOf(stage: Stage): readonly [Rgb, Rgb, Rgb] {
  const { accents, grade } = stage.plan;
  const [first, second] = stage.mood.accents;
  if (grade === "neon") return [rgb("#0a0620"), rgb("#7a2bd0"), rgb("#ff4fa8")];
  if (accents.length === 0) return randomOf(stage.seed, "scheme").pick(schemes);
  const light = accents.length > 1 ? mix(second, [255, 255, 255], 0.25) : mix(first, [255, 244, 226], 0.62);
  return [mix(first, [4, 4, 10], 0.86), first, light];
}

/** Folds of cloth in a slow wind: a height that noise bends twice, lit from the side. */
export const buildAbstract: FamilyBuilder = (stage) => {
  const { width, height, unit } = stage;
  const [deep, body, light] = schemeOf(stage);
  const silk = createSilk(stage, [deep, body, light]);
  const motes = createMotes(stage, {
    count: 30,
    colours: [light, body],
    size: 0.007,
    alpha: 0.5,
    driftX: 0.015,
    driftY: -0.02,
  });
  const soft = createMotes(
    stage,
    { count: 9, colours: [body, light], size: 0.06, alpha: 0.1, driftX: 0.01, driftY: -0.01, soft: true },
    "soft",
  );
  return (ctx, shot) => {
    silk(ctx, shot);
    soft(ctx, shot);
    motes(ctx, shot);
    const [x, y] = [width * 0.72, height * 0.2];
    const glow = ctx.createRadialGradient(x, y, 0, x, y, unit * 0.9);
    glow.addColorStop(0, css(light, 0.16));
    glow.addColorStop(1, css(light, 0));
    ctx.fillStyle = glow;
    ctx.fillRect(0, 0, width, height);
  };
};
