"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { clockOf, countOf, roughOf } from "#components/copy/format.ts";
import { Waited } from "#components/review/waited.tsx";
import type { OverviewView } from "#lib/contract/health.ts";
import { countOfStatus, figuresOf } from "./figures.ts";
import { SplitBar } from "./split-bar.tsx";
import { Tile } from "./tile.tsx";

const gridClass = "grid grid-cols-2 gap-3 tablet:gap-4 wide:grid-cols-4";

/** Four figures: stuck, speed, queue, deliveries. */
export function OverviewTiles({ overview }: { overview: OverviewView }) {
  const figures = figuresOf(overview);
  const { queuedToReady, reviewQueue } = overview;
  const overdue = figures.stuckOverdueSecondsMax;
  return (
    <div className={gridClass}>
      <Tile
        label={adminCopy.stuck}
        href="/admin/health#stuck"
        figure={countOf(figures.stuck)}
        tone={figures.stuck > 0 ? "warn" : "text"}
        note={
          adminCopy.stuckOf(figures.active) + (overdue > 0 ? adminCopy.oldestOverdue(roughOf(overdue)) : "")
        }
      >
        <SplitBar
          parts={[
            { key: "moving", value: Math.max(0, figures.active - figures.stuck), fill: "bg-info" },
            { key: "stuck", value: figures.stuck, fill: "bg-warn" },
          ]}
        />
      </Tile>
      <Tile
        label={adminCopy.ready}
        href="/admin/health#speed"
        figure={queuedToReady.p50Seconds === null ? "–" : clockOf(queuedToReady.p50Seconds)}
        tone={queuedToReady.p50Seconds === null ? "muted" : "text"}
        note={
          queuedToReady.p95Seconds === null
            ? adminCopy.readyNone
            : adminCopy.readyOf(clockOf(queuedToReady.p95Seconds), queuedToReady.samples)
        }
      >
        <SplitBar
          parts={[
            { key: "median", value: queuedToReady.p50Seconds ?? 0, fill: "bg-inverse" },
            {
              key: "rest",
              value: Math.max(0, (queuedToReady.p95Seconds ?? 0) - (queuedToReady.p50Seconds ?? 0)),
              fill: "bg-border-strong",
            },
          ]}
        />
      </Tile>
      <Tile
        label={adminCopy.review}
        href="/review"
        figure={countOf(reviewQueue.waiting)}
        note={
          reviewQueue.oldestAt ? (
            <>
              {adminCopy.reviewOldest} <Waited since={reviewQueue.oldestAt} />
            </>
          ) : (
            adminCopy.reviewNone
          )
        }
      >
        <SplitBar
          parts={[
            {
              key: "approved",
              value: countOfStatus(overview, "approved") + countOfStatus(overview, "published"),
              fill: "bg-success",
            },
            { key: "rejected", value: countOfStatus(overview, "rejected"), fill: "bg-rejected" },
            { key: "waiting", value: reviewQueue.waiting, fill: "bg-accent" },
          ]}
        />
      </Tile>
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
    </div>
  );
}
