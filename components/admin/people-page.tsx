"use client";

import { UserPlus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { peopleCopy } from "#components/copy/people.ts";
import { useShellUser } from "#components/shell/shell-user.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { PeopleFilters } from "./people-filters.tsx";
import { PeopleList } from "./people-list.tsx";
import { PersonPanel } from "./person-panel.tsx";
import { SidePanel } from "./side-panel.tsx";
import { SuspendDialog } from "./suspend-dialog.tsx";
import { useAddress } from "./use-address.ts";
import { usePeople, useUpdatePerson } from "./use-people.ts";
import { usePersonEdit } from "./use-person-edit.ts";
import { useWide } from "./use-wide.ts";

/** People, their roles, plans and limits, changed where they stand. */
export function PeoplePage() {
  const [q, setQ] = useAddress("q");
  const [role, setRole] = useAddress("role");
  const [chosen, setChosen] = useAddress("person");
  const wide = useWide();
  const list = usePeople(useDeferredValue(q));
  const restore = useUpdatePerson();
  const [inviting, setInviting] = useState(false);
  const [suspending, setSuspending] = useState<PersonView | null>(null);
  const shown = list.people.filter((person) => !role || person.role === role);
  const editing = usePersonEdit();
  const focus = (wide && editing.edit?.personId) || chosen;
  const person = list.people.find(({ id }) => id === focus) ?? (wide && !focus ? shown[0] : undefined);
  const common = {
    selfId: useShellUser().id,
    editing,
    drawer: !wide,
    onSuspend: (one: PersonView) =>
      one.suspendedAt ? restore.mutate({ id: one.id, input: { suspended: false } }) : setSuspending(one),
  };
  return (
    <>
      <TopBar title={peopleCopy.title}>
        <Button kind="primary" size="sm" icon={UserPlus} onClick={() => setInviting(true)}>
          {peopleCopy.invite}
        </Button>
      </TopBar>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 px-4 py-4 tablet:px-8 tablet:py-5 wide:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <PeopleFilters {...{ list, q, setQ, role, setRole }} />
          <PeopleList
            list={list}
            shown={shown}
            selectedId={person?.id ?? ""}
            onSelect={setChosen}
            {...common}
          />
        </div>
        <SidePanel title={peopleCopy.panel} open={person !== undefined} onClose={() => setChosen("")}>
          {person && <PersonPanel person={person} {...common} />}
        </SidePanel>
      </div>
      <SuspendDialog person={suspending} onClose={() => setSuspending(null)} />
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </>
  );
}
