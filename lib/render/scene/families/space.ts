import { rgb } from "../colour.ts";
import { paintDeepSky } from "../paint/deep-sky.ts";
import { createGlobe, type World } from "../paint/globe.ts";
import { drawRings, paintRings } from "../paint/rings.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

function chooseWorld(stage: Stage): World {
  const { words, accents } = stage.plan;
  const has = (...names: string[]): boolean => names.some((name) => words.includes(name));
  if (has("earth", "ocean", "blue") || accents[0] === "blue" || accents[0] === "teal") {
    return {
      light: rgb("#d9e6ea"),
      dark: rgb("#1d4a78"),
      storm: rgb("#4f7a58"),
      air: rgb("#7ab8ff"),
      banded: false,
    };
  }
  if (has("mars", "red") || accents[0] === "red") {
    return {
      light: rgb("#d98e62"),
      dark: rgb("#7a3a26"),
      storm: rgb("#a85f3e"),
      air: rgb("#ff9a66"),
      banded: false,
    };
  }
  if (has("moon", "lunar", "asteroid")) {
    return {
      light: rgb("#c9c8c4"),
      dark: rgb("#5d5e63"),
      storm: rgb("#8b8a88"),
      air: rgb("#8a93a6"),
      banded: false,
    };
  }
  if (accents[0] === "violet" || accents[0] === "pink") {
    return {
      light: rgb("#e9c6ea"),
      dark: rgb("#5b3a86"),
      storm: rgb("#b678b8"),
      air: rgb("#d69aff"),
      banded: true,
    };
  }
  return {
    light: rgb("#f1dcc0"),
    dark: rgb("#a8744c"),
    storm: rgb("#cf8f5e"),
    air: rgb("#ffc58f"),
    banded: true,
  };
}

export const buildSpace: FamilyBuilder = (stage) => {
  const { width, height, unit, plan } = stage;
  const sky = paintDeepSky(stage);
  const world = chooseWorld(stage);
  const ringed = plan.subjects.includes("rings");
  const globe = createGlobe(stage, world, 340, ringed);
  const rings = ringed ? paintRings(stage, world) : undefined;
  const moon = createGlobe(
    stage,
    { ...world, light: rgb("#bdbbb6"), dark: rgb("#66656a"), banded: false, air: rgb("#6a6f7c") },
    72,
  );
  return (ctx, shot) => {
    const z = 1 + (shot.zoom - 1) * 0.35;
    const w = sky.width * z;
    const h = sky.height * z;
    const across = shot.x + shot.orbit;
    ctx.drawImage(
      sky.canvas,
      (width - w) / 2 - across * width * 0.035,
      (height - h) / 2 + shot.y * height * 0.03,
      w,
      h,
    );
    const grown = 1 + (shot.zoom - 1) * 1.5 + shot.forward * 0.06;
    const x = width * (stage.portrait ? 0.55 : 0.6) - across * unit * 0.1;
    const y = height * (stage.portrait ? 0.42 : 0.47) + shot.y * unit * 0.09;
    const radius = unit * (ringed ? 0.25 : 0.34) * grown;
    moon(ctx, x - unit * 0.52 - across * unit * 0.05, y - unit * 0.24, unit * 0.042 * grown, shot.t * 0.004);
    if (rings) drawRings(ctx, rings, { x, y, radius }, false);
    globe(ctx, x, y, radius, shot.t * 0.012 + shot.orbit * 0.05);
    if (rings) drawRings(ctx, rings, { x, y, radius }, true);
  };
};
