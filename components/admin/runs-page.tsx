"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { RealEngine } from "./real-engine.tsx";
import { RunPanel } from "./run-panel.tsx";
import { RunsFilters } from "./runs-filters.tsx";
import { RunsList } from "./runs-list.tsx";
import { SidePanel } from "./side-panel.tsx";
import { useAddress } from "./use-address.ts";
import { useRuns } from "./use-runs.ts";
import { useWide } from "./use-wide.ts";

/** What the durable engine did and does. */
export function RunsPage() {
  const [status, setStatus] = useAddress("status");
  const [functionId, setFunctionId] = useAddress("function");
  const [chosen, setChosen] = useAddress("run");
  const wide = useWide();
  const list = useRuns({ status, functionId });
  const selectedId = chosen || (wide ? (list.runs[0]?.id ?? "") : "");
  const clear = () => {
    setStatus("");
    setFunctionId("");
  };
  const filtered = status !== "" || functionId !== "";
  const bar = <TopBar title={adminCopy.runs} sub={adminCopy.runsSub} />;
  if (list.first && !list.first.supported) {
    return (
      <>
        {bar}
        <RealEngine dashboardUrl={list.first.dashboardUrl} />
      </>
    );
  }
  return (
    <>
      {bar}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 px-4 py-4 tablet:px-8 tablet:py-5 wide:grid-cols-[minmax(0,1fr)_388px]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <RunsFilters
            functions={list.first?.functions ?? []}
            {...{ status, setStatus, functionId, setFunctionId }}
          />
          <RunsList
            list={list}
            selectedId={selectedId}
            onSelect={setChosen}
            onClear={filtered ? clear : null}
          />
        </div>
        <SidePanel title={adminCopy.run} open={selectedId !== ""} onClose={() => setChosen("")}>
          {selectedId && <RunPanel id={selectedId} drawer={!wide} />}
        </SidePanel>
      </div>
    </>
  );
}
