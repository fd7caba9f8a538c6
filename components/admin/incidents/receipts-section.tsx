"use client";

import Link from "next/link";
import { idOf } from "#components/copy/format.ts";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Button } from "#components/ui/button.tsx";
import { type Fact, Facts } from "#components/ui/facts.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ReceiptView } from "#lib/contract/incident.ts";
import { FailedState } from "../failed-state.tsx";
import { NothingHere } from "./nothing-here.tsx";
import { useReceipts } from "./use-incidents.ts";

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
      <ul aria-label={copy.names[kind]} className="grid gap-3 desk:grid-cols-2 wide:grid-cols-3">
        {list.receipts.map((receipt) => (
          <li key={receipt.id} className="grid content-start gap-3 rounded-card border bg-surface px-5 py-4">
            <Receipt receipt={receipt} />
          </li>
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

function factsOf({ eventId, jobId, verifiedBy, duplicates }: ReceiptView): Fact[] {
  return [
    { label: copy.event, value: idOf(eventId), title: eventId },
    { label: copy.job, value: jobId ? idOf(jobId) : copy.jobUnknown, title: jobId ?? undefined },
    { label: copy.verified, value: verifiedBy === "unsigned" ? copy.unsigned : verifiedBy },
    ...(duplicates > 0 ? [{ label: copy.again, value: copy.times(duplicates) }] : []),
  ];
}

function Receipt({ receipt }: { receipt: ReceiptView }) {
  const { provider, videoId, attemptNumber, receivedAt } = receipt;
  return (
    <>
      <header className="flex items-baseline justify-between gap-3 text-dense">
        <span className="font-medium">{provider}</span>
        <Ago at={receivedAt} className="text-label text-muted" />
      </header>
      <Facts facts={factsOf(receipt)} />
      <p className="text-dense text-muted">
        {copy.fits}{" "}
        {videoId ? (
          <Link href={`/videos/${videoId}`} title={videoId} className="rounded-tag text-text underline">
            {copy.takeOf(attemptNumber)} · {idOf(videoId)}
          </Link>
        ) : (
          copy.fitsNothing
        )}
      </p>
    </>
  );
}
