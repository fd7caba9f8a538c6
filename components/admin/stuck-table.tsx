import { Check } from "lucide-react";
import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { idOf, roughOf } from "#components/copy/format.ts";
import { Ago } from "#components/ui/ago.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Row, Table } from "#components/ui/table.tsx";
import type { OverviewView } from "#lib/contract/health.ts";

/** Every video that is stuck. */
export function StuckTable({ stuck }: { stuck: OverviewView["stuck"] }) {
  return (
    <section id="stuck" className="grid scroll-mt-20 gap-3">
      <header className="flex items-baseline gap-3">
        <h2 className="text-section">{adminCopy.stuck}</h2>
        <span className="text-label text-muted">{adminCopy.stuckMeans}</span>
      </header>
      {stuck.length === 0 ? (
        <p className="flex items-center gap-2.5 rounded-card border bg-surface px-5 py-4 text-dense text-muted">
          <Check aria-hidden className="size-4 text-success" />
          {adminCopy.noneStuck}
        </p>
      ) : (
        <Table label={adminCopy.stuck}>
          <thead>
            <tr>
              <HeadCell>{adminCopy.video}</HeadCell>
              <HeadCell>{adminCopy.state}</HeadCell>
              <HeadCell>{adminCopy.owner}</HeadCell>
              <HeadCell>{adminCopy.model}</HeadCell>
              <HeadCell>{adminCopy.since}</HeadCell>
              <HeadCell className="text-right">{adminCopy.over}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {stuck.map((video) => (
              <StuckRow key={video.id} video={video} />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function StuckRow({ video }: { video: OverviewView["stuck"][number] }) {
  const { id, status, ownerName, model, since, because, stuckSeconds } = video;
  return (
    <Row>
      <Cell>
        <Link
          href={`/videos/${id}`}
          title={id}
          className="whitespace-nowrap rounded-tag font-medium underline"
        >
          {idOf(id)}
        </Link>
      </Cell>
      <Cell>
        <StatusBadge status={status} />
      </Cell>
      <Cell className="max-w-60 truncate">{ownerName}</Cell>
      <Cell className="text-muted">{model}</Cell>
      <Cell className="whitespace-nowrap text-muted">
        <Ago at={since} />
      </Cell>
      <Cell numeric className="whitespace-nowrap text-warn">
        {adminCopy.stuckFor[because](roughOf(stuckSeconds))}
      </Cell>
    </Row>
  );
}
