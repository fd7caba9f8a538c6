"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { adminCopy } from "#components/copy/admin.ts";
import { Cell, HeadCell, Row, Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { OverviewView } from "#lib/contract/health.ts";
import { usePartName } from "./use-part-name.ts";

/** Every part: embedded or real, whether it answers, how fast. */
export function PartsTable({ parts }: { parts: OverviewView["parts"] }) {
  const partName = usePartName();
  return (
    <Table label={adminCopy.parts}>
      <thead>
        <tr>
          <HeadCell>{adminCopy.part}</HeadCell>
          <HeadCell>{adminCopy.state}</HeadCell>
          <HeadCell>{adminCopy.kind}</HeadCell>
          <HeadCell>{adminCopy.detail}</HeadCell>
          <HeadCell className="text-right">{adminCopy.answer}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ name, kind, ok, detail, latencyMs }) => (
          <Row key={name}>
            <Cell className="whitespace-nowrap font-medium">{partName(name)}</Cell>
            <Cell>
              <Tag tone={ok ? "success" : "danger"} icon={ok ? CircleCheck : CircleX}>
                {ok ? adminCopy.works : adminCopy.fails}
              </Tag>
            </Cell>
            <Cell className="text-muted">{adminCopy.kinds[kind]}</Cell>
            <Cell className="min-w-60 break-words text-muted">{detail}</Cell>
            <Cell numeric className="whitespace-nowrap">
              {latencyMs === null ? "–" : adminCopy.ms(latencyMs)}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
