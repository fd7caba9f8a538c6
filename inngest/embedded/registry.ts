import type { FunctionConfig } from "./config.ts";
import { evaluateMatch } from "./expressions.ts";

export type Registry = {
  replace: (functions: readonly FunctionConfig[]) => void;
  get: (id: string) => FunctionConfig | undefined;
  active: () => FunctionConfig[];
  /** Functions that an event starts, each at most once. */
  startedBy: (name: string, event: unknown) => FunctionConfig[];
};

/** True for the name itself and for a wildcard (`shop/*`, `shop/order.*`) that covers it up to its separator. */
export function coversName(pattern: string, name: string): boolean {
  if (!pattern.endsWith("/*") && !pattern.endsWith(".*")) return pattern === name;
  return name.startsWith(pattern.slice(0, -1));
}

/** The functions known now. One engine process at a time owns the database, so memory is the truth while it lives. */
export function createRegistry(): Registry {
  let functions = new Map<string, FunctionConfig>();
  const starts = (config: FunctionConfig, name: string, event: unknown) =>
    config.triggers.some(
      (trigger) =>
        "event" in trigger && coversName(trigger.event, name) && evaluateMatch(trigger.expression, { event }),
    );
  return {
    replace: (next) => {
      functions = new Map(next.map((config) => [config.id, config]));
    },
    get: (id) => functions.get(id),
    active: () => [...functions.values()],
    startedBy: (name, event) => [...functions.values()].filter((config) => starts(config, name, event)),
  };
}
