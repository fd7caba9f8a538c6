import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { clockOf, countOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { Cell, HeadCell, Row, Table } from "#components/ui/table.tsx";
import type { OverviewView } from "#lib/contract/health.ts";
import { failedShareOf } from "./figures.ts";

type Model = OverviewView["models"][number];

/** Share of failures, in percent, from which the cell is coloured. */
const failedShareWarn = 5;

const timeOf = (seconds: number | null): string => (seconds === null ? "–" : clockOf(seconds));

/** Each model's speed and failures of the last day; the one bad cell is coloured. */
export function ModelsCard({ models: all }: { models: readonly Model[] }) {
  const models = all.filter(({ delivered, failed }) => delivered + failed > 0);
  const top = Math.max(1, ...models.flatMap(({ hourly }) => hourly));
  return (
    <section id="models" className="min-w-0 scroll-mt-20 overflow-hidden rounded-card border bg-surface">
      <header className="flex items-baseline justify-between gap-4 px-5 pt-4 pb-1">
        <h2 className="text-section">{adminCopy.models}</h2>
        <span className="flex gap-x-3 text-label text-muted">
          {adminCopy.modelsWindow}
          <Link href="/admin/routes" className="rounded-tag underline hover:text-text">
            {adminCopy.modelsAll}
          </Link>
        </span>
      </header>
      {models.length === 0 ? (
        <p className="px-5 pt-2 pb-5 text-dense text-muted">{adminCopy.modelsNone}</p>
      ) : (
        <Table bare label={adminCopy.models}>
          <thead>
            <tr>
              <HeadCell>{adminCopy.model}</HeadCell>
              <HeadCell className="text-right">{adminCopy.p50}</HeadCell>
              <HeadCell className="text-right">{adminCopy.p95}</HeadCell>
              <HeadCell className="text-right">{adminCopy.deliveredShort}</HeadCell>
              <HeadCell className="text-right">{adminCopy.failedShare}</HeadCell>
              <HeadCell className="text-right">{adminCopy.hourly}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <ModelRow key={model.model} model={model} top={top} />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function ModelRow({ model, top }: { model: Model; top: number }) {
  const failed = failedShareOf(model);
  const bad = failed !== null && failed >= failedShareWarn;
  return (
    <Row>
      <Cell>
        <span className="flex items-center gap-2.5 whitespace-nowrap">
          <span aria-hidden className={cn("size-2 rounded-full", bad ? "bg-warn" : "bg-success")} />
          <span className="font-medium">{model.name}</span>
        </span>
      </Cell>
      <Cell numeric>{timeOf(model.p50Seconds)}</Cell>
      <Cell numeric>{timeOf(model.p95Seconds)}</Cell>
      <Cell numeric>{countOf(model.delivered)}</Cell>
      <Cell numeric className={bad ? "text-warn" : undefined}>
        {failed === null ? "–" : `${failed.toFixed(1)} %`}
      </Cell>
      <Cell className="text-right">
        <Sparkline values={model.hourly} max={top} className={bad ? "text-warn" : undefined} />
      </Cell>
    </Row>
  );
}
