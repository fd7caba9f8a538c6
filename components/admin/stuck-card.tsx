import { Check } from "lucide-react";
import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { idOf, roughOf } from "#components/copy/format.ts";
import { Card } from "#components/ui/card.tsx";
import { statusCopy } from "#lib/contract/copy.ts";
import type { OverviewView } from "#lib/contract/health.ts";

const rowsShown = 4;

/** Videos that are stuck, with the way to each. */
export function StuckCard({ stuck }: { stuck: OverviewView["stuck"] }) {
  return (
    <Card title={adminCopy.stuck} aside={adminCopy.stuckMeans}>
      {stuck.length === 0 && (
        <p className="flex items-center gap-2.5 border-t pt-3 text-dense text-muted">
          <Check aria-hidden className="size-4 text-success" />
          {adminCopy.noneStuck}
        </p>
      )}
      <ul>
        {stuck.slice(0, rowsShown).map(({ id, status, ownerName, because, stuckSeconds }) => (
          <li key={id} className="border-t">
            <Link
              href={`/videos/${id}`}
              className="grid grid-cols-[1fr_auto] items-center gap-3 rounded-tag py-2.5 text-dense hover:bg-hover"
            >
              <span className="grid min-w-0">
                <span className="truncate font-medium">{ownerName}</span>
                <span className="truncate text-label text-muted">
                  {statusCopy[status].text} · {idOf(id)}
                </span>
              </span>
              <span className="font-medium text-warn">
                {adminCopy.stuckFor[because](roughOf(stuckSeconds))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
