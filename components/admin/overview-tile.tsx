"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { clockOf, countOf, roughOf } from "#components/copy/format.ts";
import { Waited } from "#components/ui/waited.tsx";
import type { OverviewView } from "#lib/contract/health.ts";
import { countOfStatus, type Figures } from "./figures.ts";
import { SplitBar } from "./split-bar.tsx";
import { Tile } from "./tile.tsx";

export function StuckTile({ figures }: { figures: Figures }) {
  const seconds = figures.stuckSecondsMax;
  return (
    <Tile
      label={adminCopy.stuck}
      href="/admin/health#stuck"
      figure={countOf(figures.stuck)}
      tone={figures.stuck > 0 ? "warn" : "text"}
      note={adminCopy.stuckOf(figures.active) + (seconds > 0 ? adminCopy.longestStuck(roughOf(seconds)) : "")}
    >
      <SplitBar
        parts={[
          { key: "moving", value: Math.max(0, figures.active - figures.stuck), fill: "bg-info" },
          { key: "stuck", value: figures.stuck, fill: "bg-warn" },
        ]}
      />
    </Tile>
  );
}

/** The bar is as long as the 95th percentile; its bright part ends at the median. */
export function ReadyTile({ speed }: { speed: OverviewView["queuedToReady"] }) {
  const { p50Seconds: median, p95Seconds: slow, samples } = speed;
  return (
    <Tile
      label={adminCopy.ready}
      href="/admin/health#speed"
      figure={median === null ? "–" : clockOf(median)}
      tone={median === null ? "muted" : "text"}
      note={slow === null ? adminCopy.readyNone : adminCopy.readyOf(clockOf(slow), samples)}
    >
      <SplitBar
        parts={[
          { key: "median", value: median ?? 0, fill: "bg-inverse" },
          { key: "rest", value: Math.max(0, (slow ?? 0) - (median ?? 0)), fill: "bg-border-strong" },
        ]}
      />
    </Tile>
  );
}

export function ReviewTile({ overview }: { overview: OverviewView }) {
  const { waiting, oldestAt } = overview.reviewQueue;
  const approved = countOfStatus(overview, "approved") + countOfStatus(overview, "published");
  const oldest = oldestAt && (
    <>
      {adminCopy.reviewOldest} <Waited since={oldestAt} />
    </>
  );
  return (
    <Tile
      label={adminCopy.review}
      href="/review"
      figure={countOf(waiting)}
      note={oldest ?? adminCopy.reviewNone}
    >
      <SplitBar
        parts={[
          { key: "approved", value: approved, fill: "bg-success" },
          { key: "rejected", value: countOfStatus(overview, "rejected"), fill: "bg-rejected" },
          { key: "waiting", value: waiting, fill: "bg-accent" },
        ]}
      />
    </Tile>
  );
}

export function DeliveredTile({ figures }: { figures: Figures }) {
  return (
    <Tile
      label={adminCopy.delivered}
      href="/admin/health#models"
      figure={countOf(figures.delivered)}
      note={adminCopy.deliveredOf(figures.failed)}
    >
      <SplitBar
        parts={[
          { key: "delivered", value: figures.delivered, fill: "bg-success" },
          { key: "failed", value: figures.failed, fill: "bg-danger" },
        ]}
      />
    </Tile>
  );
}
