import { docsCopy as copy } from "#components/copy/docs.ts";
import { Tag } from "#components/ui/tag.tsx";
import type { Access, Operation } from "#lib/contract/operation.ts";
import { fieldRowsOf } from "./field-rows.ts";

const tones = { GET: "info", POST: "success", PATCH: "warn", DELETE: "danger" } as const;

const accessWords = (access: Access): string =>
  access === "public" || access === "signed-in" ? copy.access[access] : copy.permission(access);

function outputName(operation: Operation): string {
  const id = operation.output.meta()?.id;
  return id ? copy.answer(operation.status, id) : copy.answerPlain(operation.status);
}

/** One operation: what it is for, who may call it, what it takes and how it may refuse. */
export function OperationEntry({ name, operation }: { name: string; operation: Operation }) {
  const rows = fieldRowsOf(operation);
  return (
    <article id={name} className="grid gap-3 border-t py-6">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Tag tone={tones[operation.method]}>{operation.method}</Tag>
        <code className="break-all font-sans font-semibold">{operation.path}</code>
        <span className="text-label text-muted">{accessWords(operation.access)}</span>
      </header>
      <h3 className="text-muted">{operation.summary}</h3>
      {rows.length > 0 && (
        <dl className="grid gap-1.5 rounded-control bg-sunken px-4 py-3 text-dense">
          {rows.map((row) => (
            <div key={`${row.place}.${row.name}`} className="grid gap-x-4 tablet:grid-cols-[180px_1fr_auto]">
              <dt className="font-medium">{row.name}</dt>
              <dd className="break-words text-muted">{row.kind}</dd>
              <dd className="text-label text-muted">
                {row.place}, {row.required ? copy.required : copy.optional}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="text-dense text-muted">
        {outputName(operation)}. {operation.idempotencyKey && copy.idempotency}
      </p>
      {operation.problems.length > 0 && (
        <p className="flex flex-wrap gap-x-3 text-label text-muted leading-6 touch:leading-11">
          {copy.refusals}
          {operation.problems.map((code) => (
            <a
              key={code}
              href={`#error-${code}`}
              className="rounded-tag text-text underline underline-offset-2"
            >
              {code}
            </a>
          ))}
        </p>
      )}
    </article>
  );
}
