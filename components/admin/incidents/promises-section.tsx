import { Check, CircleX } from "lucide-react";
import Link from "next/link";
import { idOf } from "#components/copy/format.ts";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import { Tag } from "#components/ui/tag.tsx";
import type { InvariantView } from "#lib/contract/incident.ts";

/** The fourteen promises; broken ones first, with the rows that break them. */
export function PromisesSection({ invariants }: { invariants: readonly InvariantView[] }) {
  const sorted = [...invariants].sort(
    (one, other) => Number(other.violations > 0) - Number(one.violations > 0),
  );
  return (
    <ul aria-label={copy.names.invariants} className="rounded-card border bg-surface px-5">
      {sorted.map((invariant) => (
        <Promised key={invariant.id} invariant={invariant} />
      ))}
    </ul>
  );
}

function Promised({ invariant: { id, promise, violations, examples } }: { invariant: InvariantView }) {
  return (
    <li className="grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 gap-y-1.5 border-t py-3 text-dense first:border-t-0 tablet:grid-cols-[36px_minmax(0,1fr)_auto]">
      <span className="font-medium text-muted">{id}</span>
      <p>{promise}</p>
      <span className="max-tablet:col-start-2">
        {violations === 0 ? (
          <Tag tone="success" icon={Check}>
            {copy.holds}
          </Tag>
        ) : (
          <Tag tone="danger" icon={CircleX}>
            {copy.broken(violations)}
          </Tag>
        )}
      </span>
      {examples.length > 0 && (
        <div className="col-start-2 text-muted tablet:col-span-2">
          {copy.brokenShown(examples.length, violations)}
          <ul>
            {examples.map(({ subject, detail }) => (
              <li key={`${subject} ${detail}`} className="break-words">
                <Subject id={subject} /> {detail}
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}

function Subject({ id }: { id: string }) {
  if (!id.startsWith("vid_")) return <span className="font-medium text-text">{id}</span>;
  return (
    <Link href={`/videos/${id}`} title={id} className="rounded-tag font-medium text-text underline">
      {idOf(id)}
    </Link>
  );
}
