import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { Card } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import type { OverviewView } from "#lib/contract/health.ts";

const rowsShown = 4;

/** Who will soon be told to wait. */
export function NearLimitCard({ people }: { people: OverviewView["nearLimit"] }) {
  return (
    <Card title={adminCopy.nearLimit} aside={adminCopy.nearLimitOf}>
      {people.length === 0 && (
        <p className="border-t pt-3 text-dense text-muted">{adminCopy.nearLimitNone}</p>
      )}
      <ul>
        {people.slice(0, rowsShown).map(({ id, name, window, used, limit }) => (
          <li key={`${id} ${window}`} className="border-t">
            <Link
              href={{ pathname: "/admin/people", query: { person: id } }}
              className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 rounded-tag py-2.5 text-dense hover:bg-hover"
            >
              <span className="truncate">
                <span className="font-medium">{name}</span>{" "}
                <span className="text-muted">{adminCopy.limitWindows[window] ?? window}</span>
              </span>
              <span className="row-span-2 font-medium">{adminCopy.usedOf(used, limit)}</span>
              <Meter label={name} value={used} max={limit} valueText={adminCopy.usedOf(used, limit)} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
