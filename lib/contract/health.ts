import { z } from "zod";
import { videoStatus } from "./status.ts";

export const healthPart = z.object({
  name: z.string(),
  kind: z.enum(["embedded", "real", "simulated"]),
  ok: z.boolean(),
  detail: z.string(),
  latencyMs: z.number().nullable(),
});

/** Public callers see `ok` alone; an admin sees the parts. */
export const healthView = z
  .object({ ok: z.boolean(), parts: z.array(healthPart).optional() })
  .meta({ id: "Health" });
export type HealthView = z.infer<typeof healthView>;

export const overviewView = z
  .object({
    counts: z.array(z.object({ status: videoStatus, count: z.int() })),
    stuck: z.array(
      z.object({
        id: z.string(),
        status: videoStatus,
        ownerName: z.string(),
        model: z.string(),
        since: z.iso.datetime(),
        /** Past its absolute deadline, or its finished clip could not be copied for five minutes. */
        because: z.enum(["deadline", "uncopied"]),
        stuckSeconds: z.int(),
      }),
    ),
    reviewQueue: z.object({ waiting: z.int(), oldestAt: z.iso.datetime().nullable() }),
    queuedToReady: z.object({
      p50Seconds: z.number().nullable(),
      p95Seconds: z.number().nullable(),
      samples: z.int(),
    }),
    models: z.array(
      z.object({
        model: z.string(),
        name: z.string(),
        delivered: z.int(),
        failed: z.int(),
        p50Seconds: z.number().nullable(),
        p95Seconds: z.number().nullable(),
        /** Failures in each of the last 24 hours, oldest first; the other figures span the same hours. */
        hourly: z.array(z.int()),
      }),
    ),
    nearLimit: z.array(
      z.object({ id: z.string(), name: z.string(), window: z.string(), used: z.int(), limit: z.int() }),
    ),
    parts: z.array(healthPart),
  })
  .meta({ id: "Overview" });
export type OverviewView = z.infer<typeof overviewView>;
