import { z } from "zod";
import { instant } from "./instant.ts";

export const breakerStates = ["closed", "open", "half_open"] as const;
export const breakerState = z.enum(breakerStates);
export type BreakerState = z.infer<typeof breakerState>;

export const capabilities = ["submit", "webhook", "poll", "cancel", "balance", "find", "cost"] as const;

export const vendorView = z
  .object({
    name: z.string(),
    label: z.string(),
    connected: z.boolean(),
    /** A sentence where something is set and the vendor still cannot be used. */
    fault: z.string().nullable(),
    /** `simulated`: its address is on this machine and not ours. */
    kind: z.enum(["embedded", "real", "simulated"]),
    /** What to set to connect it; names of settings, never values. */
    settings: z.array(z.object({ name: z.string(), set: z.boolean(), required: z.boolean() })),
    capabilities: z.array(z.enum(capabilities)),
    callbacks: z.boolean(),
    models: z.array(z.object({ id: z.string(), name: z.string(), retired: z.boolean() })),
    breaker: breakerState,
    breakerUntil: instant.nullable(),
    running: z.int(),
    concurrencyMax: z.int(),
    submitsPerMinuteMax: z.int(),
    balanceMicros: z.int().nullable(),
    balanceAt: instant.nullable(),
    lastDay: z.object({
      delivered: z.int(),
      failed: z.int(),
      p50Seconds: z.number().nullable(),
      p95Seconds: z.number().nullable(),
      spentMicros: z.int(),
    }),
  })
  .meta({ id: "Vendor" });
export type VendorView = z.infer<typeof vendorView>;

export const vendorListView = z.object({ items: z.array(vendorView) }).meta({ id: "VendorList" });
