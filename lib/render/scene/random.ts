export type Random = {
  next(): number;
  range(low: number, high: number): number;
  int(bound: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  chance(probability: number): boolean;
};

/** FNV-1a with a final avalanche: 32 unsigned bits, the same on every machine. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A named stream of numbers in [0, 1). Streams are independent, so one more draw in a layer moves no other layer. */
export function randomOf(seed: number, stream: string): Random {
  let state = hash32(`${seed}/${stream}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    int,
    range: (low, high) => low + (high - low) * next(),
    pick: (items) => items[int(items.length)] ?? items[0],
    chance: (probability) => next() < probability,
  };
}
