import type { Rgb } from "../colour.ts";
import { createNoise } from "../noise.ts";
import { clamp, lerp } from "../numbers.ts";
import type { Stage } from "../stage.ts";
import type { Ground } from "./heightfield.ts";
import { bakeLight, buildRelief, type Relief, sampleMap } from "./relief.ts";

export type LandLook = {
  size: number;
  cell: number;
  height(x: number, z: number): number;
  /** Writes the colour of the ground itself; `steep` is the slope (1 is 45 degrees), `grain` -1..1 is fine noise. */
  albedo(x: number, z: number, height: number, steep: number, grain: number, out: Float64Array): void;
  sunElevation: number;
  /** Units after which half of the colour is haze. */
  hazeHalf: number;
  /** Haze gathers below this height. */
  mistHeight?: number;
  /** World size of the fine noise, and how much of it shows. */
  grainScale: number;
};

export type Land = { relief: Relief; ground: Ground; heightAt(x: number, z: number): number };

/** Land with sun and shadow baked in. The sun stands ahead and to the side, as backlight reads best. */
export function createLand(stage: Stage, look: LandLook, sunAzimuth: number): Land {
  const { mood } = stage;
  const coarse = stage.unit <= 240 ? 4 : 1;
  const relief = buildRelief(look.size / coarse, look.cell * coarse, look.height);
  const light = bakeLight(relief, sunAzimuth, look.sunElevation);
  const noise = createNoise(stage.seed, "grain of land");
  const own = new Float64Array(3);
  const sunward: Rgb = mood.sun;
  const strength = 0.5 + mood.sunStrength * 0.75;
  const fill = mood.dark ? 0.55 : 0.74;
  const heightAt = (x: number, z: number): number => sampleMap(relief, relief.heights, x, z);
  const shade: Ground["shade"] = (x, z, h, distance, out) => {
    const bright = sampleMap(relief, light, x, z);
    const grain = distance > 420 ? 0 : noise(x / look.grainScale, z / look.grainScale);
    const steep = Math.hypot(heightAt(x + 1.5, z) - h, heightAt(x, z + 1.5) - h) / 1.5;
    look.albedo(x, z, h, steep, grain, own);
    const lit = bright * strength * (1 + grain * 0.1);
    const far = 1 - 0.5 ** (distance / look.hazeHalf);
    const mist = look.mistHeight ? clamp(1 - h / look.mistHeight) * clamp(distance / 320) * 0.75 : 0;
    const air = clamp(far + mist * (1 - far));
    for (let c = 0; c < 3; c++) {
      const base = (own[c] ?? 0) / 255;
      const colour = base * (lit * (sunward[c] ?? 0) * 1.15 + fill * (mood.ambient[c] ?? 0) * 1.25);
      out[c] = lerp(colour, lerp(mood.haze[c] ?? 0, mood.sky[3][c] ?? 0, far * 0.6), air);
    }
  };
  return { relief, heightAt, ground: { height: heightAt, shade } };
}
