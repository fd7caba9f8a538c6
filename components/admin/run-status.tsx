import { adminCopy } from "#components/copy/admin.ts";
import { Tag } from "#components/ui/tag.tsx";
import type { EngineRunSummary } from "#lib/contract/engine.ts";
import { runLook } from "./run-look.ts";

export function RunStatus({ status }: { status: EngineRunSummary["status"] }) {
  const { tone, icon } = runLook[status];
  return (
    <Tag tone={tone} icon={icon} turning={status === "running"}>
      {adminCopy.statuses[status]}
    </Tag>
  );
}
