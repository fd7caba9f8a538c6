"use client";

import { ExternalLink } from "lucide-react";
import { adminCopy } from "#components/copy/admin.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { engineRunStatuses } from "#lib/contract/engine.ts";
import { RunPanel } from "./run-panel.tsx";
import { RunsTable } from "./runs-table.tsx";
import { useAddress } from "./use-address.ts";
import { useRuns } from "./use-runs.ts";
import { useWide } from "./use-wide.ts";

const statusOptions = (["all", ...engineRunStatuses] as const).map((value) => ({
  value,
  label: adminCopy.statuses[value],
}));
const everyFunction = "all";

/** What the durable engine did and does. */
export function RunsPage() {
  const [status, setStatus] = useAddress("status");
  const [functionId, setFunctionId] = useAddress("function");
  const [chosen, setChosen] = useAddress("run");
  const wide = useWide();
  const list = useRuns({ status, functionId });
  const { runs, first } = list;
  const filtered = status !== "" || functionId !== "";
  const selectedId = chosen || (wide ? (runs[0]?.id ?? "") : "");
  const functions = [
    { value: everyFunction, label: adminCopy.allFunctions },
    ...(first?.functions ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  if (!functions.some(({ value }) => value === (functionId || everyFunction)))
    functions.push({ value: functionId, label: functionId });
  return (
    <>
      <TopBar title={adminCopy.runs} sub={adminCopy.runsSub} />
      {first && !first.supported ? (
        <RealEngine dashboardUrl={first.dashboardUrl} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 px-4 py-4 tablet:px-8 tablet:py-5 wide:grid-cols-[minmax(0,1fr)_388px]">
          <div className="grid min-w-0 gap-4">
            <div className="flex flex-wrap items-center gap-2">
              <Segmented
                label={adminCopy.runsStatus}
                value={statusOptions.find(({ value }) => value === status)?.value ?? "all"}
                options={statusOptions}
                onValueChange={(value) => setStatus(value === "all" ? "" : value)}
                className="max-w-full overflow-x-auto"
              />
              <Select
                label={adminCopy.runsFunction}
                value={functionId || everyFunction}
                options={functions}
                onValueChange={(value) => setFunctionId(value === everyFunction ? "" : value)}
                className="w-52"
              />
            </div>
            {list.isPending && <Skeleton className="h-96 rounded-card" />}
            {list.error && runs.length === 0 && (
              <EmptyState
                title={adminCopy.failedTitle}
                action={<Button onClick={() => void list.refetch()}>{adminCopy.tryAgain}</Button>}
              >
                {list.error.message}
              </EmptyState>
            )}
            {list.data && runs.length === 0 && (
              <EmptyState
                title={filtered ? adminCopy.runsNoneFiltered : adminCopy.runsNone}
                action={
                  filtered && (
                    <Button
                      onClick={() => {
                        setStatus("");
                        setFunctionId("");
                      }}
                    >
                      {adminCopy.clearFilters}
                    </Button>
                  )
                }
              >
                {filtered ? adminCopy.runsNoneFilteredHint : adminCopy.runsNoneHint}
              </EmptyState>
            )}
            {runs.length > 0 && <RunsTable runs={runs} selectedId={selectedId} onSelect={setChosen} />}
            {list.hasNextPage && (
              <Button
                busy={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
                className="justify-self-center"
              >
                {adminCopy.more}
              </Button>
            )}
          </div>
          {wide ? (
            <aside
              aria-label={adminCopy.run}
              className="sticky top-19 max-h-[calc(100dvh-6rem)] overflow-y-auto"
            >
              {selectedId ? (
                <RunPanel id={selectedId} drawer={false} />
              ) : (
                <p className="py-4 text-dense text-muted">{adminCopy.runNone}</p>
              )}
            </aside>
          ) : (
            <Sheet
              open={selectedId !== ""}
              onOpenChange={() => setChosen("")}
              title={adminCopy.run}
              closeLabel={adminCopy.closePanel}
            >
              <RunPanel id={selectedId} drawer />
            </Sheet>
          )}
        </div>
      )}
    </>
  );
}

function RealEngine({ dashboardUrl }: { dashboardUrl: string | null }) {
  return (
    <EmptyState
      title={adminCopy.runsReal}
      action={
        dashboardUrl && (
          <Button asChild>
            <a href={dashboardUrl} rel="noreferrer" target="_blank">
              {adminCopy.openDashboard}
              <ExternalLink aria-hidden />
            </a>
          </Button>
        )
      }
    >
      {adminCopy.runsRealHint}
    </EmptyState>
  );
}
