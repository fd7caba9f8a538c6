import { z } from "zod";

const printable = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), "must not hold control characters");
const options = z.record(z.string(), z.unknown()).nullish();
const anyText = z.string().nullish();

/** One entry of a 206 reply or a checkpoint. Unknown fields are ignored, unknown operations are not. */
export const operation = z.object({
  op: printable(64),
  id: printable(255),
  name: anyText,
  displayName: anyText,
  opts: options,
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Operation = z.infer<typeof operation>;

const text = z.string();

/** The readable label of an operation's step, safe to store and to show. */
export const labelOf = (entry: Operation): string =>
  (entry.displayName ?? entry.name ?? entry.id).replaceAll(/\p{Cc}/gu, " ").slice(0, 255);

/** What kind of step it is, to show: the operation, but sending events is told apart from other code. */
export const kindOf = (entry: Operation): string =>
  entry.opts?.type === "step.sendEvent" ? "SendEvent" : entry.op;

/** A text option, or the operation's name where older SDKs put it. */
export const optionOf = (entry: Operation, key: string, fallback?: string | null): string | undefined =>
  text.safeParse(entry.opts?.[key]).data ?? fallback ?? undefined;

export const isRace = (entry: Operation): boolean => entry.opts?.parallelMode === "race";

const invokePayload = z.object({ data: z.record(z.string(), z.unknown()).nullish(), v: anyText });
/** What a parent passes to the function it invokes. */
export const payloadOf = (entry: Operation) => invokePayload.safeParse(entry.opts?.payload).data;
