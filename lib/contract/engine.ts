import { z } from "zod";

export const engineRunStatuses = ["running", "completed", "failed", "canceled"] as const;
export const engineRunStatus = z.enum(engineRunStatuses);

export const engineRunSummary = z.object({
  id: z.string(),
  functionId: z.string(),
  functionName: z.string(),
  status: engineRunStatus,
  eventName: z.string(),
  /** Ids found in the event's data, never its other content. */
  subjectIds: z.array(z.string()),
  steps: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
});
export type EngineRunSummary = z.infer<typeof engineRunSummary>;

export const engineRunListInput = z.strictObject({
  status: engineRunStatus.optional(),
  functionId: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(200).optional(),
});

/** `supported` is false on a real Inngest server, whose own dashboard is then named by `dashboardUrl`. */
export const engineRunListView = z
  .object({
    supported: z.boolean(),
    dashboardUrl: z.string().nullable(),
    functions: z.array(z.object({ id: z.string(), name: z.string() })),
    items: z.array(engineRunSummary),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "EngineRunList" });

export const engineRunView = engineRunSummary
  .extend({
    timeline: z.array(
      z.object({
        stepId: z.string(),
        name: z.string(),
        kind: z.enum(["run", "sleep", "wait", "invoke", "send"]),
        state: z.enum(["pending", "running", "completed", "failed"]),
        attempts: z.int(),
        startedAt: z.iso.datetime().nullable(),
        endedAt: z.iso.datetime().nullable(),
        error: z.object({ name: z.string(), message: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: "EngineRun" });
export type EngineRunView = z.infer<typeof engineRunView>;

export const engineHealth = z.object({
  functions: z.int(),
  jobsDue: z.int(),
  oldestDueSeconds: z.number().nullable(),
  appReachable: z.boolean(),
  lastSyncAt: z.iso.datetime().nullable(),
});
export type EngineHealth = z.infer<typeof engineHealth>;
