import type { Dialect } from "../dialect.ts";
import { fal } from "./fal/dialect.ts";
import { openai } from "./openai/dialect.ts";

/** Every vendor this process speaks for. */
export const dialects: readonly Dialect[] = [openai, fal];
