"use client";

import { peopleCopy } from "#components/copy/people.ts";
import { HeadCell, Table } from "#components/ui/table.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { quotaWindows } from "#lib/contract/usage.ts";
import { PersonRow } from "./person-row.tsx";
import type { PersonEditing } from "./use-person-edit.ts";

type PeopleTableProps = {
  people: readonly PersonView[];
  selectedId: string;
  selfId: string;
  editing: PersonEditing;
  stripElsewhere: boolean;
  onSelect: (id: string) => void;
  onSuspend: (person: PersonView) => void;
};

export function PeopleTable(props: PeopleTableProps) {
  const { people, selectedId, selfId, editing, stripElsewhere, onSelect, onSuspend } = props;
  return (
    <Table label={peopleCopy.title}>
      <thead>
        <tr>
          <HeadCell>{peopleCopy.person}</HeadCell>
          <HeadCell className="max-tablet:hidden">{peopleCopy.role}</HeadCell>
          <HeadCell className="max-tablet:hidden">{peopleCopy.plan}</HeadCell>
          {quotaWindows.map((window) => (
            <HeadCell key={window} className={window === "day" ? undefined : "max-tablet:hidden"}>
              {peopleCopy.columns[window]}
            </HeadCell>
          ))}
          <HeadCell className="max-tablet:hidden">{peopleCopy.lastSeen}</HeadCell>
          <HeadCell className="max-tablet:hidden">
            <span className="sr-only">{peopleCopy.more}</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            selected={person.id === selectedId}
            self={person.id === selfId}
            editing={editing}
            stripElsewhere={stripElsewhere}
            onSelect={() => onSelect(person.id)}
            onSuspend={() => onSuspend(person)}
          />
        ))}
      </tbody>
    </Table>
  );
}
