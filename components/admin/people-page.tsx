"use client";

import { Search, UserPlus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { peopleCopy } from "#components/copy/people.ts";
import { useShellUser } from "#components/shell/shell-user.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconInput } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { roles } from "#lib/contract/role.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PersonPanel } from "./person-panel.tsx";
import { SuspendDialog } from "./suspend-dialog.tsx";
import { useAddress } from "./use-address.ts";
import { usePeople, useUpdatePerson } from "./use-people.ts";
import { usePersonEdit } from "./use-person-edit.ts";
import { useWide } from "./use-wide.ts";

/** People, their roles, plans and limits, changed where they stand. */
export function PeoplePage() {
  const self = useShellUser();
  const [q, setQ] = useAddress("q");
  const [role, setRole] = useAddress("role");
  const [chosen, setChosen] = useAddress("person");
  const wide = useWide();
  const list = usePeople(useDeferredValue(q));
  const editing = usePersonEdit();
  const restore = useUpdatePerson();
  const [inviting, setInviting] = useState(false);
  const [suspending, setSuspending] = useState<PersonView | null>(null);
  const shown = list.people.filter((person) => !role || person.role === role);
  const person = list.people.find(({ id }) => id === chosen) ?? (wide && !chosen ? shown[0] : undefined);
  const suspend = (one: PersonView) =>
    one.suspendedAt ? restore.mutate({ id: one.id, input: { suspended: false } }) : setSuspending(one);
  const panel = person && (
    <PersonPanel
      person={person}
      self={person.id === self.id}
      editing={editing}
      drawer={!wide}
      onSuspend={() => suspend(person)}
    />
  );
  return (
    <>
      <TopBar title={peopleCopy.title}>
        <Button kind="primary" size="sm" icon={UserPlus} onClick={() => setInviting(true)}>
          {peopleCopy.invite}
        </Button>
      </TopBar>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 px-4 py-4 tablet:px-8 tablet:py-5 wide:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-4">
          <div className="flex flex-wrap items-center gap-2">
            <IconInput
              icon={Search}
              type="search"
              aria-label={peopleCopy.search}
              placeholder={peopleCopy.search}
              value={q}
              onChange={({ target }) => setQ(target.value)}
              className="w-full tablet:w-64"
            />
            <RoleFilter people={list.people} complete={!list.hasNextPage} role={role} onRole={setRole} />
          </div>
          {list.isPending && <Skeleton className="h-72 rounded-card" />}
          {list.error && list.people.length === 0 && (
            <EmptyState
              title={peopleCopy.failedTitle}
              action={<Button onClick={() => void list.refetch()}>{peopleCopy.tryAgain}</Button>}
            >
              {list.error.message}
            </EmptyState>
          )}
          {list.data && shown.length === 0 && (
            <EmptyState title={peopleCopy.none}>{peopleCopy.noneHint}</EmptyState>
          )}
          {shown.length > 0 && (
            <>
              <PeopleTable
                people={shown}
                selectedId={person?.id ?? ""}
                selfId={self.id}
                editing={editing}
                stripElsewhere={!wide && person !== undefined}
                onSelect={setChosen}
                onSuspend={suspend}
              />
              <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-label text-muted">
                <span>
                  {peopleCopy.shown(shown.length, list.hasNextPage ? null : list.people.length)}{" "}
                  {peopleCopy.limitsNote}
                </span>
                {list.hasNextPage && (
                  <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    {peopleCopy.showMore}
                  </Button>
                )}
              </p>
            </>
          )}
        </div>
        {wide && (
          <aside aria-label={peopleCopy.panel} className="sticky top-19">
            {panel ?? <p className="py-4 text-dense text-muted">{peopleCopy.choose}</p>}
          </aside>
        )}
      </div>
      {!wide && (
        <Sheet
          open={panel !== undefined}
          onOpenChange={() => setChosen("")}
          title={peopleCopy.panel}
          closeLabel={peopleCopy.close}
          side="bottom"
        >
          {panel}
        </Sheet>
      )}
      <SuspendDialog person={suspending} onClose={() => setSuspending(null)} />
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </>
  );
}

type RoleFilterProps = {
  people: readonly PersonView[];
  complete: boolean;
  role: string;
  onRole: (role: string) => void;
};

function RoleFilter({ people, complete, role, onRole }: RoleFilterProps) {
  const count = (wanted?: string) =>
    complete ? ` ${people.filter((person) => !wanted || person.role === wanted).length}` : "";
  return (
    <Segmented
      label={peopleCopy.filter}
      value={role || "all"}
      options={[
        { value: "all", label: peopleCopy.all + count() },
        ...roles.map((value) => ({ value, label: peopleCopy.filters[value] + count(value) })),
      ]}
      onValueChange={(value) => onRole(value === "all" ? "" : value)}
      className="max-w-full overflow-x-auto"
    />
  );
}
