"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { engineRunStatuses } from "#lib/contract/engine.ts";

const statusOptions = (["all", ...engineRunStatuses] as const).map((value) => ({
  value,
  label: adminCopy.statuses[value],
}));
const everyFunction = "all";

type RunsFiltersProps = {
  functions: readonly { id: string; name: string }[];
  status: string;
  setStatus: (status: string) => void;
  functionId: string;
  setFunctionId: (id: string) => void;
};

export function RunsFilters({ functions, status, setStatus, functionId, setFunctionId }: RunsFiltersProps) {
  const options = [
    { value: everyFunction, label: adminCopy.allFunctions },
    ...functions.map(({ id, name }) => ({ value: id, label: name })),
  ];
  if (functionId && !functions.some(({ id }) => id === functionId))
    options.push({ value: functionId, label: functionId });
  return (
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
        options={options}
        onValueChange={(value) => setFunctionId(value === everyFunction ? "" : value)}
        className="w-52"
      />
    </div>
  );
}
