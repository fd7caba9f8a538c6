import { randomUUID } from "node:crypto";
import { z } from "zod";
import { until } from "./until.ts";

const lifecycle = z.object({
  name: z.string(),
  data: z.object({
    function_id: z.string(),
    run_id: z.string(),
    result: z.unknown().optional(),
    error: z.object({ name: z.string(), message: z.string() }).optional(),
    event: z.object({ name: z.string(), data: z.looseObject({ subject: z.string().optional() }).nullish() }),
  }),
});

export type Ending = {
  functionId: string;
  runId: string;
  canceled: boolean;
  result?: unknown;
  error?: { name: string; message: string };
};

/** What the functions under test did and how their runs ended, by the `subject` in their event's data. */
export function createWorld() {
  const counts = new Map<string, number>();
  const endings = new Map<string, Ending[]>();
  const notes = new Map<string, unknown[]>();
  return {
    newSubject: () => randomUUID(),
    /** Counts a side effect and gives its count so far. */
    effect: (key: string): number => {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count;
    },
    count: (key: string): number => counts.get(key) ?? 0,
    note: (key: string, value: unknown): void => {
      notes.set(key, [...(notes.get(key) ?? []), value]);
    },
    notes: (key: string): unknown[] => notes.get(key) ?? [],
    observe: (event: unknown): void => {
      const { name, data } = lifecycle.parse(event);
      const subject = data.event.data?.subject;
      if (!subject) return;
      const canceled = name === "inngest/function.cancelled";
      const ending: Ending = {
        functionId: data.function_id,
        runId: data.run_id,
        canceled,
        result: data.result,
        error: data.error,
      };
      endings.set(subject, [...(endings.get(subject) ?? []), ending]);
    },
    endings: (subject: string): Ending[] => endings.get(subject) ?? [],
    /** The first ending of a run on this subject, of the named function if given. */
    ended: (subject: string, functionName = "", timeoutMs = 30_000): Promise<Ending> =>
      until(
        `the end of ${functionName || "the run"}`,
        () => endings.get(subject)?.find((one) => one.functionId.endsWith(functionName)),
        timeoutMs,
      ),
  };
}

export type World = ReturnType<typeof createWorld>;
