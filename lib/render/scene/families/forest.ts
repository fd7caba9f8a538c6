import { css, mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { lerp } from "../numbers.ts";
import { glowSprite, stamp } from "../paint/glow.ts";
import { createMotes } from "../paint/particles.ts";
import { skyColour } from "../paint/sky.ts";
import { blurred, type Ctx, createLayer, type Layer } from "../paint/surface.ts";
import { createWeather } from "../paint/weather.ts";
import { randomOf } from "../random.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

const rows = 6;
type Tint = { leaf: Rgb; trunk: Rgb; air: Rgb; light: Rgb };

function tintOf(stage: Stage): Tint {
  const { mood, plan } = stage;
  const autumn = plan.words.some((word) => word === "autumn" || word === "fall" || word === "october");
  const night = plan.time === "night" || plan.time === "dusk";
  const leaf = autumn ? rgb("#a5652a") : plan.weather === "snow" ? rgb("#8d9aa0") : rgb("#4d6b3a");
  const air = mix(night ? mood.sky[3] : mix(mood.sky[3], leaf, 0.32), mood.haze, 0.3);
  return {
    leaf: mix(leaf, mood.ink, night ? 0.55 : 0.1),
    trunk: mix(mood.ink, rgb("#2e2620"), 0.5),
    air,
    light: mix(mood.sun, mood.sky[3], 0.25),
  };
}

function drawTrunk(
  layer: Layer,
  x: number,
  wide: number,
  lean: number,
  birch: boolean,
  tones: { dark: Rgb; lit: Rgb },
  random: ReturnType<typeof randomOf>,
): void {
  const { ctx, height } = layer;
  const gradient = ctx.createLinearGradient(x - wide, 0, x + wide, 0);
  gradient.addColorStop(0, css(tones.dark));
  gradient.addColorStop(0.62, css(mix(tones.dark, tones.lit, 0.22)));
  gradient.addColorStop(1, css(mix(tones.dark, tones.lit, 0.75)));
  ctx.fillStyle = gradient;
  ctx.beginPath();
  ctx.moveTo(x - wide * 0.5 + lean, 0);
  ctx.bezierCurveTo(
    x - wide * 0.5 + lean * 0.5,
    height * 0.5,
    x - wide * 0.6,
    height * 0.86,
    x - wide * 1.15,
    height,
  );
  ctx.lineTo(x + wide * 1.15, height);
  ctx.bezierCurveTo(
    x + wide * 0.6,
    height * 0.86,
    x + wide * 0.5 + lean * 0.5,
    height * 0.5,
    x + wide * 0.5 + lean,
    0,
  );
  ctx.fill();
  if (birch) {
    ctx.fillStyle = css(tones.dark, 0.75);
    for (let k = 0; k < 16; k++)
      ctx.fillRect(
        x - wide * random.range(0.1, 0.5),
        height * random.next(),
        wide * random.range(0.2, 0.6),
        wide * 0.07,
      );
    return;
  }
  ctx.strokeStyle = css(tones.dark);
  ctx.lineCap = "round";
  for (let k = 0; k < 4; k++) {
    const y = height * random.range(0.04, 0.52);
    const side = random.chance(0.5) ? 1 : -1;
    ctx.lineWidth = wide * random.range(0.1, 0.22);
    ctx.beginPath();
    ctx.moveTo(x + lean * (1 - y / height), y);
    ctx.quadraticCurveTo(
      x + side * wide * 2,
      y - wide * 0.8,
      x + side * wide * random.range(3, 5),
      y - wide * random.range(1.5, 4),
    );
    ctx.stroke();
  }
}

function drawUndergrowth(
  layer: Layer,
  near: number,
  colour: Rgb,
  unit: number,
  random: ReturnType<typeof randomOf>,
): void {
  const { ctx, width, height } = layer;
  const tall = unit * lerp(0.02, 0.13, near);
  const base = ctx.createLinearGradient(0, height - tall * 1.5, 0, height);
  base.addColorStop(0, css(colour, 0));
  base.addColorStop(0.4, css(colour, 0.92));
  ctx.fillStyle = base;
  ctx.fillRect(0, height - tall * 1.5, width, tall * 1.5);
  ctx.lineCap = "round";
  for (let x = 0; x < width; x += unit * lerp(0.006, 0.018, near)) {
    const fronds = 3 + random.int(3);
    for (let k = 0; k < fronds; k++) {
      const reach = tall * random.range(0.4, 1);
      const bend = random.range(-0.9, 0.9) * reach;
      ctx.strokeStyle = css(mix(colour, [0, 0, 0], random.range(0, 0.28)));
      ctx.lineWidth = Math.max(0.8, unit * lerp(0.001, 0.0042, near));
      ctx.beginPath();
      ctx.moveTo(x, height);
      ctx.quadraticCurveTo(
        x + bend * 0.25,
        height - reach * 0.9,
        x + bend,
        height - reach * random.range(0.7, 1),
      );
      ctx.stroke();
    }
  }
}

function paintRow(stage: Stage, tint: Tint, index: number, ground: number): Layer {
  const near = index / (rows - 1);
  const random = randomOf(stage.seed, `trunks ${index}`);
  const { unit, mood } = stage;
  const layer = createLayer(stage.width * 1.3, ground);
  const birch = stage.plan.words.some((word) => word.startsWith("birch"));
  const tone = mix(tint.air, tint.trunk, lerp(0.22, 0.98, near ** 0.8));
  const dark = birch ? mix(tone, tint.air, 0.45) : tone;
  const spacing = unit * lerp(0.09, 0.42, near);
  const path = stage.plan.words.includes("path") || stage.plan.words.includes("trail") ? 0.1 : 0.04;
  for (let x = random.range(0, spacing); x < layer.width; x += spacing * random.range(0.55, 1.5)) {
    if (Math.abs(x / layer.width - 0.5) < path + near * 0.1) continue;
    const wide = unit * lerp(0.009, 0.062, near ** 1.3) * random.range(0.6, 1.2);
    drawTrunk(
      layer,
      x,
      wide,
      random.range(-1, 1) * wide * 1.2,
      birch,
      { dark, lit: mix(dark, tint.light, lerp(0.6, 0.28, near) * (mood.dark ? 0.4 : 1)) },
      random,
    );
  }
  drawUndergrowth(
    layer,
    near,
    mix(mix(tint.air, tint.leaf, lerp(0.3, 1, near)), mood.ink, near * 0.62),
    unit,
    random,
  );
  return layer;
}

function paintCanopy(stage: Stage, tint: Tint): Layer {
  const noise = createNoise(stage.seed, "canopy");
  const random = randomOf(stage.seed, "leaves");
  const layer = createLayer(stage.width * 1.3, stage.height * 0.42);
  for (let i = 0; i < 3400; i++) {
    const x = random.range(0, layer.width);
    const y = layer.height * random.next() ** 1.7;
    const dense =
      fbm(noise, (x / stage.unit) * 2.2, (y / stage.unit) * 3, 3) + 0.46 - (y / layer.height) * 0.95;
    if (dense < 0) continue;
    const size = stage.unit * random.range(0.004, 0.014);
    layer.ctx.fillStyle = css(
      mix(mix(tint.leaf, stage.mood.ink, 0.6), mix(tint.leaf, tint.light, 0.45), random.next() ** 3),
      0.9,
    );
    layer.ctx.beginPath();
    layer.ctx.ellipse(x, y, size, size * random.range(0.35, 0.7), random.range(0, 3.1), 0, 7);
    layer.ctx.fill();
  }
  return blurred(layer, stage.unit * 0.0022);
}

/** Shafts of light from one point above, blurred once. */
function paintShafts(stage: Stage, tint: Tint, sunX: number): Layer {
  const random = randomOf(stage.seed, "shafts");
  const layer = createLayer(stage.width / 3, stage.height / 3);
  const { ctx, width, height } = layer;
  ctx.globalCompositeOperation = "lighter";
  for (let i = 0; i < 13; i++) {
    const foot = width * random.range(-0.25, 1.25);
    const wide = width * random.range(0.012, 0.06);
    const gradient = ctx.createLinearGradient(0, 0, 0, height * 0.92);
    gradient.addColorStop(0, css(tint.light, random.range(0.12, 0.4)));
    gradient.addColorStop(1, css(tint.light, 0));
    ctx.fillStyle = gradient;
    ctx.beginPath();
    ctx.moveTo(sunX * width - wide * 0.2, -height * 0.2);
    ctx.lineTo(sunX * width + wide * 0.2, -height * 0.2);
    ctx.lineTo(foot + wide, height);
    ctx.lineTo(foot - wide, height);
    ctx.fill();
  }
  return blurred(layer, stage.unit * 0.006);
}

function paintAir(stage: Stage, tint: Tint, sunX: number): Layer {
  const { width, height, unit, mood } = stage;
  const layer = createLayer(width, height);
  const gradient = layer.ctx.createLinearGradient(0, 0, 0, height);
  gradient.addColorStop(0, css(mix(tint.air, skyColour(mood.sky, 0.4), 0.5)));
  gradient.addColorStop(0.62, css(mix(tint.air, mood.sky[3], 0.35)));
  gradient.addColorStop(1, css(mix(tint.air, tint.leaf, 0.55)));
  layer.ctx.fillStyle = gradient;
  layer.ctx.fillRect(0, 0, width, height);
  layer.ctx.globalCompositeOperation = "lighter";
  stamp(
    layer.ctx,
    glowSprite(tint.light, 256),
    sunX * width,
    height * 0.33,
    unit * 0.75,
    0.25 + 0.55 * mood.sunStrength,
  );
  return layer;
}

/** Between trunks that thin out into lit mist. */
export const buildForest: FamilyBuilder = (stage) => {
  const { width, height, mood } = stage;
  const tint = tintOf(stage);
  const sunX = stage.seed % 2 === 0 ? 0.64 : 0.36;
  const air = paintAir(stage, tint, sunX);
  const trunks = Array.from({ length: rows }, (_, i) => {
    const near = i / (rows - 1);
    return {
      near,
      foot: height * lerp(0.7, 1.04, near ** 1.2),
      layer: paintRow(stage, tint, i, height * lerp(0.7, 1.06, near ** 1.2)),
    };
  });
  const canopy = paintCanopy(stage, tint);
  const shafts = paintShafts(stage, tint, sunX);
  const fireflies =
    stage.plan.words.some((word) => /^(firefl|enchanted|fairy|magic)/.test(word)) || mood.dark;
  const motes = createMotes(stage, {
    count: fireflies ? 46 : 40,
    colours: fireflies ? [rgb("#e6f58a"), rgb("#ffd873")] : [tint.light],
    size: fireflies ? 0.012 : 0.006,
    alpha: fireflies ? 0.85 : 0.4,
    driftX: 0.014,
    driftY: -0.012,
    top: 0.25,
  });
  const weather = createWeather(stage);
  const drawShafts = (ctx: Ctx, t: number, alpha: number): void => {
    ctx.globalCompositeOperation = "screen";
    ctx.globalAlpha = alpha * (0.75 + 0.25 * Math.sin(t * 0.8));
    ctx.drawImage(shafts.canvas, -width * 0.04 + Math.sin(t * 0.3) * width * 0.012, 0, width * 1.08, height);
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
  };
  return (ctx, shot) => {
    ctx.drawImage(air.canvas, 0, 0);
    for (const { near, foot, layer } of trunks) {
      const z = 1 + (shot.zoom - 1 + shot.forward * 0.09) * (0.2 + near * 1.9);
      const x = width / 2 - (shot.x + shot.orbit * (near - 0.4)) * width * lerp(0.012, 0.12, near);
      const y = foot + shot.y * height * lerp(0.005, 0.05, near);
      ctx.drawImage(
        layer.canvas,
        x - (layer.width * z) / 2,
        y - layer.height * z,
        layer.width * z,
        layer.height * z,
      );
      if (near > 0.3 && near < 0.9)
        drawShafts(ctx, shot.t + near, mood.dark ? 0.14 : 0.36 * (0.35 + mood.sunStrength));
    }
    const z = 1 + (shot.zoom - 1) * 1.2;
    ctx.drawImage(
      canopy.canvas,
      width / 2 - (canopy.width * z) / 2 - shot.x * width * 0.09,
      -height * 0.02 + shot.y * height * 0.04,
      canopy.width * z,
      canopy.height * z,
    );
    motes(ctx, shot);
    weather(ctx, shot);
  };
};
