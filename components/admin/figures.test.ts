import { describe, expect, it } from "vitest";
import type { OverviewView } from "#lib/contract/health.ts";
import { failedShareOf, figuresOf } from "./figures.ts";

const model = { model: "a", name: "A", p50Seconds: null, p95Seconds: null };
const overview: OverviewView = {
  counts: [
    { status: "queued", count: 2 },
    { status: "processing", count: 3 },
    { status: "published", count: 9 },
  ],
  stuck: [
    {
      id: "v1",
      status: "queued",
      ownerName: "A",
      model: "a",
      since: "2026-11-20T00:00:00Z",
      because: "deadline",
      stuckSeconds: 60,
    },
    {
      id: "v2",
      status: "queued",
      ownerName: "A",
      model: "a",
      since: "2026-11-20T00:00:00Z",
      because: "deadline",
      stuckSeconds: 90,
    },
  ],
  reviewQueue: { waiting: 0, oldestAt: null },
  queuedToReady: { p50Seconds: null, p95Seconds: null, samples: 0 },
  models: [
    { ...model, delivered: 7, failed: 1, hourly: [1, 2] },
    { ...model, delivered: 2, failed: 0, hourly: [0, 3] },
  ],
  nearLimit: [],
  parts: [
    { name: "Database", kind: "embedded", ok: true, detail: "", latencyMs: 1 },
    { name: "Engine", kind: "embedded", ok: false, detail: "", latencyMs: null },
  ],
};

describe("figures of the overview", () => {
  it("count only what is in progress as in progress, and add the models up", () => {
    expect(figuresOf(overview)).toEqual({
      active: 5,
      stuck: 2,
      stuckSecondsMax: 90,
      delivered: 9,
      failed: 1,
      failingParts: ["Engine"],
    });
  });

  it("say nothing about failures before anything ended", () => {
    expect(failedShareOf({ delivered: 0, failed: 0 })).toBeNull();
    expect(failedShareOf({ delivered: 2, failed: 1 })).toBe(33.3);
  });
});
