"use client";

import { Plus } from "lucide-react";
import { routeCopy as copy } from "#components/copy/routes.ts";
import { permissionsHeld, useShellUser } from "#components/shell/shell-user.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { useModels } from "#components/studio/use-api.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ModelView } from "#lib/contract/model.ts";
import type { RouteTableView } from "#lib/contract/route.ts";
import { FailedState } from "../failed-state.tsx";
import { useRoutes } from "../use-routing.ts";
import { Catalogue } from "./catalogue.tsx";
import { RouteHistory } from "./route-history.tsx";
import { RoutePreview } from "./route-preview.tsx";
import { RouteRow } from "./route-row.tsx";
import { SaveStrip } from "./save-strip.tsx";
import { useRouteEdit } from "./use-route-edit.ts";

/** Which model serves which request: the table, what it would do, and every model there is. */
export function RoutesPage() {
  const { data, error, refetch } = useRoutes();
  const models = useModels().data?.items ?? [];
  if (data) return <Loaded table={data} models={models} />;
  return (
    <>
      <TopBar title={copy.title} />
      <div className="grid gap-4 px-4 py-4 tablet:px-8 tablet:py-5">
        {error ? (
          <FailedState error={error} onAgain={refetch} />
        ) : (
          <div aria-busy="true" className="grid gap-4 wide:grid-cols-[minmax(0,1fr)_388px]">
            <div className="grid content-start gap-3">
              <Skeleton className="h-48 rounded-card" />
              <Skeleton className="h-48 rounded-card" />
              <Skeleton className="h-48 rounded-card" />
            </div>
            <Skeleton className="h-96 rounded-card" />
          </div>
        )}
      </div>
    </>
  );
}

function Loaded({ table, models }: { table: RouteTableView; models: readonly ModelView[] }) {
  const editing = useRouteEdit(table);
  const disabled = !permissionsHeld(useShellUser()).includes("routes:manage");
  return (
    <>
      <TopBar title={copy.title} sub={copy.version(table.version)}>
        {!disabled && (
          <Button size="sm" icon={Plus} onClick={editing.add}>
            {copy.addRoute}
          </Button>
        )}
      </TopBar>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 px-4 py-4 tablet:px-8 tablet:py-5 wide:grid-cols-[minmax(0,1fr)_388px]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          <section aria-label={copy.table} className="grid grid-cols-1 gap-3">
            <p className="text-dense text-muted">{disabled ? copy.readOnly : copy.rule}</p>
            <ol className="grid grid-cols-1 gap-3">
              {editing.edit.rules.map((rule, place) => (
                <RouteRow key={rule.key} {...{ rule, place, models, editing, disabled }} />
              ))}
            </ol>
            <SaveStrip table={table} editing={editing} />
          </section>
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <RoutePreview table={table} dirty={editing.dirty} />
          <RouteHistory table={table} />
        </div>
        <div className="min-w-0 wide:col-span-2">
          <Catalogue models={models} rules={table.rules} />
        </div>
      </div>
    </>
  );
}
