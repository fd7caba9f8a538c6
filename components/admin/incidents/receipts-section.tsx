"use client";

import Link from "next/link";
import { idOf } from "#components/copy/format.ts";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ReceiptView } from "#lib/contract/incident.ts";
import { FailedState } from "../failed-state.tsx";
import { usePartName } from "../use-part-name.ts";
import { NothingHere } from "./nothing-here.tsx";
import { useReceipts } from "./use-incidents.ts";

const eventIdShownMax = 48;

/** Callbacks that fit no take, or that came more than once; newest first. */
export function ReceiptsSection({ kind }: { kind: "orphans" | "duplicates" }) {
  const list = useReceipts(kind);
  if (list.isPending) return <Skeleton className="h-40 rounded-card" />;
  if (list.error && list.receipts.length === 0)
    return <FailedState error={list.error} onAgain={list.refetch} />;
  if (list.receipts.length === 0)
    return <NothingHere title={copy.nothing[kind]}>{copy.nothingHint[kind]}</NothingHere>;
  return (
    <>
      <ul aria-label={copy.names[kind]} className="rounded-card border bg-surface px-5">
        {list.receipts.map((receipt) => (
          <ReceiptRow key={receipt.id} receipt={receipt} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
          className="justify-self-center"
        >
          {copy.more}
        </Button>
      )}
    </>
  );
}

/** Whose callback, which one, about which job, and which take it fits. */
function ReceiptRow({ receipt }: { receipt: ReceiptView }) {
  const { provider, eventId, jobId, videoId, attemptNumber, verifiedBy, duplicates, receivedAt } = receipt;
  const partName = usePartName();
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 border-t py-3 text-dense first:border-t-0">
      <p className="flex min-w-0 flex-wrap gap-x-3">
        <span className="font-medium">{partName(provider)}</span>
        <span className="break-all">
          {copy.job} {jobId ?? copy.jobUnknown}
        </span>
        {duplicates > 0 && <span className="text-muted">{copy.times(duplicates)}</span>}
      </p>
      <Ago at={receivedAt} className="text-label text-muted" />
      <p className="col-span-2 flex min-w-0 flex-wrap gap-x-3 text-muted">
        {videoId ? (
          <Link
            href={`/videos/${videoId}`}
            title={videoId}
            className="inline-flex items-center rounded-tag text-text underline touch:min-h-11"
          >
            {copy.fitsTake(attemptNumber)}
          </Link>
        ) : (
          <span>{copy.fitsNothing}</span>
        )}
        <span title={eventId} className="break-all">
          {copy.event} {eventId.length > eventIdShownMax ? idOf(eventId) : eventId}
        </span>
        <span>
          {copy.verified} {verifiedBy === "unsigned" ? copy.unsigned : verifiedBy}
        </span>
      </p>
    </li>
  );
}
