/** The seed of a run: `CHAOS_SEED`, so that a failure can be had again, or 1. */
export const chaosSeed = (): number => Number(process.env.CHAOS_SEED ?? 1);

/** Whether the whole of a proof is to be run (`npm run chaos`), or the part of it that fits a run of all tests. */
export const isWhole = (): boolean => process.env.CHAOS_WHOLE === "1";

/** A number that a run may be given by name in its environment. */
export function chosen(name: string, otherwise: number): number {
  const text = process.env[name];
  return text ? Number(text) : otherwise;
}
