import { createHash } from "node:crypto";
import { z } from "zod";

/** A whole number that a run may be given by name in its environment. Throws where it is something else. */
export const chosen = (name: string, otherwise: number): number =>
  z.coerce
    .number({ error: `${name} has to be a whole number` })
    .int()
    .parse(process.env[name] || otherwise);

/** The seed of a run: `CHAOS_SEED`, so that a failure can be had again, or 1. */
export const chaosSeed = (): number => chosen("CHAOS_SEED", 1);

/** Whether the whole of a proof is to be run (`npm run chaos`), or the part of it that fits a run of all tests. */
export const isWhole = (): boolean => process.env.CHAOS_WHOLE === "1";

/** A number in [0, 1) that depends on the run's seed and the words alone. */
export function draw(...words: readonly (string | number)[]): number {
  const digest = createHash("sha256")
    .update([chaosSeed(), ...words].join("\n"))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
