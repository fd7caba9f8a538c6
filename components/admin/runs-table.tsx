"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { countOf } from "#components/copy/format.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Cell, HeadCell, Row, Table } from "#components/ui/table.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { EngineRunSummary } from "#lib/contract/engine.ts";
import { tookOf } from "./run-look.ts";
import { RunStatus } from "./run-status.tsx";
import { Subjects } from "./subjects.tsx";

type RunsTableProps = {
  runs: readonly EngineRunSummary[];
  selectedId: string;
  onSelect: (id: string) => void;
};

export function RunsTable({ runs, selectedId, onSelect }: RunsTableProps) {
  const now = useNow(1000);
  return (
    <Table label={adminCopy.runs}>
      <thead>
        <tr>
          <HeadCell>{adminCopy.run}</HeadCell>
          <HeadCell>{adminCopy.runsStatus}</HeadCell>
          <HeadCell className="max-tablet:hidden">{adminCopy.about}</HeadCell>
          <HeadCell className="text-right max-tablet:hidden">{adminCopy.steps}</HeadCell>
          <HeadCell className="text-right max-tablet:hidden">{adminCopy.took}</HeadCell>
          <HeadCell className="text-right">{adminCopy.started}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Row key={run.id} selected={run.id === selectedId}>
            <Cell className="h-14 max-tablet:max-w-32">
              <button
                type="button"
                aria-current={run.id === selectedId ? "true" : undefined}
                onClick={() => onSelect(run.id)}
                className="-mx-2 grid w-full min-w-24 rounded-control tablet:min-w-36 px-2 py-1 text-left hover:bg-hover"
              >
                <span className="truncate font-medium">{run.functionName}</span>
                <span className="truncate text-label text-muted">{run.eventName}</span>
              </button>
            </Cell>
            <Cell>
              <RunStatus status={run.status} />
            </Cell>
            <Cell className="max-tablet:hidden">
              <Subjects ids={run.subjectIds} />
            </Cell>
            <Cell numeric className="max-tablet:hidden">
              {countOf(run.steps)}
            </Cell>
            <Cell numeric className="whitespace-nowrap max-tablet:hidden" suppressHydrationWarning>
              {tookOf(run.startedAt, run.endedAt, now)}
            </Cell>
            <Cell className="whitespace-nowrap text-right text-muted">
              <Ago at={run.startedAt} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
