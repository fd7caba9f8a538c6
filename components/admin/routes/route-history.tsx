"use client";

import { routeCopy as copy } from "#components/copy/routes.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Card } from "#components/ui/card.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { RouteTableView } from "#lib/contract/route.ts";

/** Who put which version in force, and why; newest first. */
export function RouteHistory({ table }: { table: RouteTableView }) {
  const delivered = table.history.length === 0 || table.history.at(-1)?.version !== 0;
  return (
    <Card title={copy.history}>
      <ol className="text-dense">
        {table.history.map(({ version, note, actor, createdAt }) => (
          <li
            key={version}
            className="grid grid-cols-[1fr_auto] gap-x-3 border-t py-2.5 first:border-t-0 first:pt-0"
          >
            <span className="min-w-0 break-words font-medium">
              {version === 0 ? copy.delivered : note || copy.noNote}
            </span>
            {version === table.version ? (
              <Tag tone="success">{copy.inForce}</Tag>
            ) : (
              <span className="text-label text-muted">{copy.version(version)}</span>
            )}
            <span className="col-span-2 text-label text-muted">
              {[actor?.name, version === table.version && copy.version(version)].filter(Boolean).join(" · ")}
              {actor && createdAt && " · "}
              {createdAt && <Ago at={createdAt} />}
            </span>
          </li>
        ))}
        {delivered && (
          <li className="flex items-start justify-between gap-3 border-t pt-2.5 first:border-t-0 first:pt-0">
            <span className="text-muted">{copy.delivered}</span>
            {table.version === 0 && <Tag tone="success">{copy.inForce}</Tag>}
          </li>
        )}
      </ol>
    </Card>
  );
}
