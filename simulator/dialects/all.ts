import type { Dialect } from "../dialect.ts";

/** Every vendor this process speaks for. */
export const dialects: readonly Dialect[] = [];
