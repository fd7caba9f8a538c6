import { adminCopy } from "#components/copy/admin.ts";
import { countOf } from "#components/copy/format.ts";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { statusLook } from "#components/ui/status.ts";
import { statusCopy } from "#lib/contract/copy.ts";
import type { OverviewView } from "#lib/contract/health.ts";
import { videoStatuses } from "#lib/contract/status.ts";

/** How many videos stand where, in the order of a video's life. */
export function CountsCard({ counts }: { counts: OverviewView["counts"] }) {
  const by = new Map(counts.map(({ status, count }) => [status, count]));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const top = Math.max(1, ...by.values());
  return (
    <Card title={adminCopy.counts} aside={adminCopy.countsTotal(total)}>
      <dl className="grid gap-x-10 text-dense tablet:grid-flow-col tablet:grid-cols-2 tablet:grid-rows-6">
        {videoStatuses.map((status) => {
          const { icon: Icon, color } = statusLook[status];
          const count = by.get(status) ?? 0;
          return (
            <div key={status} className="grid grid-cols-[16px_1fr_64px_40px] items-center gap-2.5 py-1.5">
              <Icon aria-hidden className={cn("size-4", count > 0 ? color : "text-subtle")} />
              <dt className={cn("truncate", count === 0 && "text-muted")}>
                {statusCopy[status].text}
                {status === "submitted" && <span className="text-muted"> · {adminCopy.handedOver}</span>}
              </dt>
              <span aria-hidden className="h-1 overflow-hidden rounded-tag bg-border-strong">
                <span
                  className={cn("block h-full rounded-tag bg-current", color)}
                  style={{ width: `${(count / top) * 100}%` }}
                />
              </span>
              <dd className={cn("text-right", count > 0 ? "font-medium" : "text-muted")}>{countOf(count)}</dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
