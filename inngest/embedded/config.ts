import { z } from "zod";
import { parseCron } from "./cron-expression.ts";
import { parseDelay } from "./durations.ts";
import { checkExpression } from "./expressions.ts";

const unsupported = ["debounce", "batchEvents", "throttle", "rateLimit", "singleton", "priority"] as const;

function readable<T>(check: (text: string) => T) {
  return z.string().superRefine((text, context) => {
    try {
      check(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    }
  });
}
const expression = readable(checkExpression);
const duration = readable((text) => parseDelay(text, 0));

const trigger = z.union([
  z.strictObject({ event: z.string().min(1), expression: expression.nullish() }),
  z.strictObject({ cron: readable(parseCron) }),
]);

const limit = z.strictObject({
  limit: z.number().int().min(1),
  key: expression.optional(),
  scope: z.enum(["fn", "env", "account"]).default("fn"),
});

const functionConfig = z.strictObject({
  id: z.string().min(1).max(255),
  name: z.string().nullish(),
  triggers: z.array(trigger),
  steps: z.record(
    z.string(),
    z.object({ retries: z.object({ attempts: z.number().int().min(0).max(100) }).optional() }),
  ),
  concurrency: z
    .union([
      z
        .number()
        .int()
        .min(1)
        .transform((value) => [limit.parse({ limit: value })]),
      limit.transform((value) => [value]),
      z.array(limit).max(2),
    ])
    .optional(),
  idempotency: expression.optional(),
  cancel: z
    .array(
      z.strictObject({ event: z.string().min(1), if: expression.nullish(), timeout: duration.nullish() }),
    )
    .optional(),
  timeouts: z.strictObject({ finish: duration.optional() }).optional(),
});

/** A function as its app registered it, parsed. */
export type FunctionConfig = z.infer<typeof functionConfig>;

const retriesDefault = 3;

/** How often a job may be tried: retries + 1. A function that is not registered any more gets the default. */
export const attemptsMax = (config: FunctionConfig | undefined): number =>
  (config?.steps.step?.retries?.attempts ?? retriesDefault) + 1;

export class RefusedError extends Error {}

function reasons(input: unknown): string[] {
  if (typeof input === "object" && input !== null) {
    const asked = unsupported.filter((name) => name in input);
    if (asked.length > 0) return asked.map((name) => `${name} is not supported by the embedded engine`);
  }
  const parsed = functionConfig.safeParse(input);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => `${issue.path.join(".") || "function"}: ${issue.message}`);
}

/**
 * Parses the functions of one app. Throws RefusedError that names every function and setting which this engine does
 * not support or cannot read: behaving differently from a hosted server in silence would be worse.
 */
export function parseFunctions(inputs: readonly unknown[]): FunctionConfig[] {
  const named = z.object({ id: z.string() });
  const faults = inputs.flatMap((input, index) => {
    const id = named.safeParse(input).data?.id ?? `function ${index}`;
    return reasons(input).map((reason) => `${id}: ${reason}`);
  });
  if (faults.length > 0) throw new RefusedError(faults.join("; "));
  return inputs.map((input) => functionConfig.parse(input));
}
