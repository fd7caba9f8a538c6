"use client";

import { routeCopy as copy } from "#components/copy/routes.ts";
import { lengthsOf, priceFromOf } from "#components/studio/model-facts.ts";
import { stateOf } from "#components/studio/model-state.ts";
import { Cell, HeadCell, Row, Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { ModelView } from "#lib/contract/model.ts";
import type { RouteRule } from "#lib/contract/route.ts";

type CatalogueProps = { models: readonly ModelView[]; rules: readonly RouteRule[] };

/** Every model of this installation: what it makes, what it costs, and how many routes lead to it. */
export function Catalogue({ models, rules }: CatalogueProps) {
  const now = useNow(60_000);
  const ready = models.filter(({ available }) => available).length;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <header className="flex items-baseline justify-between gap-4">
        <h2 className="text-section">{copy.catalogue}</h2>
        <span className="text-label text-muted">{copy.catalogueOf(ready, models.length)}</span>
      </header>
      <Table label={copy.catalogue}>
        <thead>
          <tr>
            <HeadCell>{copy.model}</HeadCell>
            <HeadCell>{copy.state}</HeadCell>
            <HeadCell>{copy.lengths}</HeadCell>
            <HeadCell>{copy.formats}</HeadCell>
            <HeadCell className="text-right">{copy.price}</HeadCell>
            <HeadCell className="text-right">{copy.usedBy}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => {
            const state = stateOf(model, now);
            return (
              <Row key={model.id} className={model.available ? undefined : "text-muted"}>
                <Cell className="whitespace-nowrap">
                  <span className="font-medium">{model.name}</span>{" "}
                  <span className="text-label text-muted">{model.vendor}</span>
                </Cell>
                <Cell>
                  <span title={model.unavailableReason ?? undefined}>
                    <Tag tone={state.tone}>{state.words}</Tag>
                  </span>
                </Cell>
                <Cell className="whitespace-nowrap">{lengthsOf(model.durations)}</Cell>
                <Cell className="whitespace-nowrap">{model.aspectRatios.join(" ")}</Cell>
                <Cell numeric className="whitespace-nowrap">
                  {priceFromOf(model)}
                </Cell>
                <Cell numeric>{rules.filter((rule) => rule.models.includes(model.id)).length}</Cell>
              </Row>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}
