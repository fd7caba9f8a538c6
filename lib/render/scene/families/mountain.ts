import { mix, rgb } from "../colour.ts";
import { createNoise, fbm, ridged } from "../noise.ts";
import { clamp, smoothstep } from "../numbers.ts";
import { createFlight } from "../paint/flight.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

/** A valley ahead of the camera between eroded walls that grow with distance. */
function alpineHeight(stage: Stage): (x: number, z: number) => number {
  const noise = createNoise(stage.seed, "peaks");
  return (x, z) => {
    const wx = x + fbm(noise, x / 120 + 40, z / 120, 2) * 26;
    const wz = z + fbm(noise, x / 120, z / 120 + 40, 2) * 26;
    const peaks = ridged(noise, wx / 210, wz / 210, 6);
    const middle = 400 + fbm(noise, z / 160, 3, 2) * 60;
    const valley = smoothstep(14, 190, Math.abs(x - middle));
    const far = smoothstep(150, 420, z);
    return (
      peaks ** 1.35 * 112 * (0.12 + 0.88 * valley) * (0.5 + 0.6 * far) + 8 * fbm(noise, x / 30, z / 30, 3)
    );
  };
}

export const buildMountain: FamilyBuilder = (stage) => {
  const { plan } = stage;
  const warm = plan.words.some((word) => word === "volcano" || word === "canyon");
  const snowy =
    plan.weather === "snow" ||
    plan.words.some((word) => /^(snow|winter|ice|glacier|alps|arctic|ski)/.test(word));
  const rock = rgb(warm ? "#7c5a48" : "#77787d");
  const scree = mix(rock, rgb("#4c4a4a"), 0.5);
  const grass = rgb(plan.time === "golden" ? "#70703e" : "#5d7048");
  const snow = rgb("#f4f7fc");
  const snowLine = snowy ? -10 : warm ? 400 : 46;
  return createFlight(stage, {
    size: 1024,
    cell: 0.8,
    height: alpineHeight(stage),
    albedo: (_x, _z, height, steep, grain, out) => {
      const white =
        smoothstep(snowLine - 14, snowLine + 20, height + grain * 16) *
        smoothstep(1.9, 0.95, steep + grain * 0.3);
      const green = smoothstep(40, 12, height + grain * 9) * smoothstep(1.5, 0.6, steep);
      const k = clamp(0.3 + grain * 0.4 + steep * 0.12);
      for (let c = 0; c < 3; c++) {
        const stone = (rock[c] ?? 0) + ((scree[c] ?? 0) - (rock[c] ?? 0)) * k;
        const ground = stone + ((grass[c] ?? 0) * (1 + grain * 0.2) - stone) * green;
        out[c] = ground + ((snow[c] ?? 0) - ground) * white;
      }
    },
    sunElevation: plan.time === "day" ? 0.62 : 0.36,
    hazeHalf: plan.weather === "fog" ? 170 : 400,
    mistHeight: 18,
    grainScale: 3.4,
    horizon: stage.portrait ? 0.5 : 0.47,
    clearance: 13,
    focal: 1.15,
    far: 950,
    travel: 70,
    sunSide: 1.15,
  });
};
