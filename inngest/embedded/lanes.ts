import type { FunctionConfig } from "./config.ts";
import { evaluateValue } from "./expressions.ts";

function keyValue(expression: string | undefined, event: unknown): unknown {
  if (!expression) return null;
  try {
    return evaluateValue(expression, { event });
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** `<calls at once>:<scope and key>` for each concurrency limit, fixed when the run starts. */
export function lanesOf(config: FunctionConfig, event: unknown): string[] {
  return (config.concurrency ?? []).map(({ limit, key, scope }) => {
    const owner = scope === "fn" ? config.id : scope;
    return `${limit}:${JSON.stringify([owner, key ?? null, keyValue(key, event) ?? null])}`;
  });
}

const limitOf = (lane: string): number => Number.parseInt(lane, 10);

export type LaneCounter = {
  full: () => string[];
  tryEnter: (lanes: readonly string[]) => boolean;
  leave: (lanes: readonly string[]) => void;
};

/** Counts calls in flight by lane. In memory is enough: one engine process makes all the calls. */
export function createLaneCounter(): LaneCounter {
  const inFlight = new Map<string, number>();
  const isFull = (lane: string) => (inFlight.get(lane) ?? 0) >= limitOf(lane);
  return {
    full: () => [...inFlight.keys()].filter(isFull),
    tryEnter: (lanes) => {
      if (lanes.some(isFull)) return false;
      for (const lane of lanes) inFlight.set(lane, (inFlight.get(lane) ?? 0) + 1);
      return true;
    },
    leave: (lanes) => {
      for (const lane of lanes) {
        const left = (inFlight.get(lane) ?? 0) - 1;
        if (left > 0) inFlight.set(lane, left);
        else inFlight.delete(lane);
      }
    },
  };
}
