import { momentOf, timeOf } from "#components/copy/format.ts";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import type { FindingView } from "#lib/contract/incident.ts";

/** What was found out about a take, oldest first. */
export function EvidenceList({ evidence }: { evidence: readonly FindingView[] }) {
  return (
    <div className="grid content-start gap-2">
      <h4 className="font-medium text-label text-muted">{copy.evidence}</h4>
      {evidence.length === 0 ? (
        <p className="text-dense text-muted">{copy.evidenceNone}</p>
      ) : (
        <ol className="grid gap-1.5 text-dense">
          {evidence.map(({ kind, detail, at }) => (
            <li key={`${at} ${kind} ${detail}`} className="grid grid-cols-[72px_minmax(0,1fr)] gap-3">
              <time dateTime={at} title={momentOf(at)} className="text-muted">
                {timeOf(at)}
              </time>
              <span className="break-words">{detail}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
