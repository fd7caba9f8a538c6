"use client";

import { Ellipsis } from "lucide-react";
import { useId } from "react";
import { peopleCopy } from "#components/copy/people.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { IconButton } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/dropdown-menu.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { quotaWindows } from "#lib/contract/usage.ts";
import { EditStrip } from "./edit-strip.tsx";
import { PlanSelect, RoleSelect } from "./person-selects.tsx";
import { QuotaCell } from "./quota-cell.tsx";
import type { PersonEditing } from "./use-person-edit.ts";

export type PersonRowProps = {
  person: PersonView;
  selected: boolean;
  self: boolean;
  editing: PersonEditing;
  /** The strip stands in the panel instead, where that covers the table. */
  stripElsewhere: boolean;
  onSelect: () => void;
  onSuspend: () => void;
};

export function PersonRow(props: PersonRowProps) {
  const { person, selected, self, editing, stripElsewhere, onSelect, onSuspend } = props;
  const stripId = useId();
  const open = editing.edit?.personId === person.id && !stripElsewhere;
  return (
    <>
      <Row selected={selected || open}>
        <Cell className="h-14">
          <Identity {...{ person, selected, self, onSelect }} />
        </Cell>
        <Cell className="max-tablet:hidden">
          <RoleSelect person={person} editing={editing} />
        </Cell>
        <Cell className="max-tablet:hidden">
          <PlanSelect person={person} editing={editing} />
        </Cell>
        {quotaWindows.map((window) => (
          <QuotaCell key={window} person={person} window={window} editing={editing} stripId={stripId} />
        ))}
        <Cell className="whitespace-nowrap text-muted max-tablet:hidden">
          {person.lastSeenAt ? <Ago at={person.lastSeenAt} /> : peopleCopy.never}
        </Cell>
        <Cell className="w-12 max-tablet:hidden">
          <PersonMenu {...{ person, self, onSelect, onSuspend }} />
        </Cell>
      </Row>
      {open && (
        <tr className="bg-raised">
          <td colSpan={8} className="px-5 pb-3">
            <EditStrip person={person} editing={editing} id={stripId} />
          </td>
        </tr>
      )}
    </>
  );
}

function Identity({
  person,
  selected,
  self,
  onSelect,
}: Pick<PersonRowProps, "person" | "selected" | "self" | "onSelect">) {
  const away = person.suspendedAt !== null;
  return (
    <button
      type="button"
      aria-current={selected ? "true" : undefined}
      onClick={onSelect}
      className="-mx-2 flex w-full min-w-52 items-center gap-3 rounded-control px-2 py-1 text-left hover:bg-hover"
    >
      <Avatar name={person.name} muted={away} />
      <span className="grid min-w-0">
        <span className="flex items-center gap-2">
          <span className={cn("truncate font-medium", away && "text-muted")}>{person.name}</span>
          {self && <span className="text-label text-muted">{peopleCopy.you}</span>}
          {away && <Tag tone="danger">{peopleCopy.suspended}</Tag>}
        </span>
        <span className="max-w-60 truncate text-label text-muted" title={person.email}>
          {person.email}
        </span>
      </span>
    </button>
  );
}

function PersonMenu({
  person,
  self,
  onSelect,
  onSuspend,
}: Pick<PersonRowProps, "person" | "self" | "onSelect" | "onSuspend">) {
  const away = person.suspendedAt !== null;
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label={peopleCopy.moreFor(person.name)} icon={Ellipsis} size="sm" />
      </MenuTrigger>
      <MenuContent>
        <MenuItem onSelect={onSelect}>{peopleCopy.open(person.name)}</MenuItem>
        <MenuItem danger={!away} disabled={self} onSelect={onSuspend}>
          {away ? peopleCopy.restore : peopleCopy.suspend}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
