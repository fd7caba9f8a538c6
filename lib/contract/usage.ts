import { z } from "zod";
import { plan } from "./role.ts";

export const quotaWindows = ["concurrent", "day", "month"] as const;
export const quotaWindow = z.enum(quotaWindows);
export type QuotaWindow = z.infer<typeof quotaWindow>;

export type QuotaLimits = Record<QuotaWindow, number>;

/** Default limits of a plan, in videos. */
export const planLimits: Record<z.infer<typeof plan>, QuotaLimits> = {
  free: { concurrent: 2, day: 10, month: 100 },
  studio: { concurrent: 5, day: 50, month: 1000 },
  unlimited: { concurrent: 20, day: 1000, month: 20_000 },
};

export const quotaView = z.object({
  window: quotaWindow,
  used: z.int(),
  limit: z.int(),
  limitFrom: z.enum(["plan", "override"]),
  resetsAt: z.iso.datetime().nullable(),
});
export type QuotaView = z.infer<typeof quotaView>;

export const usageView = z
  .object({
    plan,
    quotas: z.array(quotaView),
    daily: z.array(z.object({ date: z.iso.date(), videos: z.int() })),
  })
  .meta({ id: "Usage" });
export type UsageView = z.infer<typeof usageView>;
