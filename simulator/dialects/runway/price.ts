import type { Size } from "../picture.ts";

/** Price of one credit in micro-USD. */
export const creditMicros = 10_000;

/** Credits a second by short side in pixels, silent and with sound; from the price page of 2026-10-04. */
type Rate = { upTo: number; silent: number; sound: number }[];
const flat = (credits: number): Rate => [{ upTo: 99_999, silent: credits, sound: credits }];
const steps = (...rows: [upTo: number, credits: number][]): Rate =>
  rows.map(([upTo, credits]) => ({ upTo, silent: credits, sound: credits }));

const rates: Record<string, Rate> = {
  "gen4.5": flat(12),
  gen4_turbo: flat(5),
  aleph2: flat(28),
  "veo3.1": [{ upTo: 99_999, silent: 20, sound: 40 }],
  "veo3.1_fast": [{ upTo: 99_999, silent: 10, sound: 15 }],
  gemini_omni_flash: flat(10),
  "gemini_omni_flash_1.1": steps([360, 3.4], [720, 10], [1080, 15], [99_999, 30]),
  seedance2_5: steps([640, 20], [960, 30], [99_999, 68]),
  seedance2: steps([960, 36], [1440, 40], [99_999, 150]),
  seedance2_fast: flat(29),
  seedance2_mini: flat(16),
  grok_imagine_1_5: steps([480, 10], [720, 16], [99_999, 29]),
  wan3: steps([624, 5], [960, 10], [99_999, 20]),
  wan3_prime: steps([624, 6.8], [960, 14], [99_999, 28]),
  hailuo3: steps([768, 10], [99_999, 15]),
  h3_max: steps([480, 5], [99_999, 8]),
  happyhorse_1_0: steps([960, 15], [99_999, 30]),
};

const minimums: Record<string, number> = { seedance2_5: 80, seedance2_mini: 64, aleph2: 56 };
const surcharges: Record<string, number> = { prores: 5, png_sequence: 5 };

/** Credits of a task, rounded up. `images` counts the pictures given; Omni takes a credit for each. */
export function creditsOf(asked: {
  model: string;
  size: Size;
  durationSeconds: number;
  sound: boolean;
  images: number;
  outputFormat: string | undefined;
}): number {
  const side = Math.min(asked.size.width, asked.size.height);
  const rate = (rates[asked.model] ?? flat(12)).find(({ upTo }) => side <= upTo);
  const base = rate === undefined ? 0 : asked.sound ? rate.sound : rate.silent;
  const format = asked.outputFormat ?? "mp4";
  const extra = format === "mp4" ? 0 : (surcharges[format] ?? 20);
  const images = asked.model === "gemini_omni_flash" ? asked.images : 0;
  return Math.ceil(Math.max((base + extra) * asked.durationSeconds, minimums[asked.model] ?? 0) + images);
}
