import type { Metadata } from "next";
import { docsCopy as copy } from "#components/copy/docs.ts";
import { OperationEntry } from "#components/site/operation-entry.tsx";
import { SiteHeader } from "#components/site/site-header.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { currentActor } from "#lib/auth/actor.ts";
import { operations } from "#lib/contract/operations.ts";
import { problemTypes } from "#lib/contract/problem.ts";

export const metadata: Metadata = { title: copy.title };

export default async function ApiDocsPage() {
  const { kind } = await currentActor();
  return (
    <>
      <SiteHeader signedIn={kind === "user"} />
      <main className="mx-auto grid w-full max-w-300 gap-10 px-4 pt-8 pb-20 tablet:px-8 desk:grid-cols-[220px_1fr]">
        <Contents />
        <div className="grid min-w-0 gap-8">
          <header className="grid justify-items-start gap-3">
            <h1 className="text-display max-tablet:text-display-phone">{copy.title}</h1>
            <p className="max-w-160 text-muted">{copy.lead}</p>
            <a href="/api/v1/openapi.json" className={buttonClass({ size: "sm" })}>
              {copy.machine}
            </a>
          </header>
          <section aria-labelledby="live-title" className="grid gap-2">
            <h2 id="live-title" className="text-section">
              {copy.live}
            </h2>
            <p className="max-w-160 text-dense text-muted">{copy.liveLead}</p>
          </section>
          <section aria-labelledby="operations-title">
            <h2 id="operations-title" className="mb-3 text-section">
              {copy.operations}
            </h2>
            {Object.entries(operations).map(([name, operation]) => (
              <OperationEntry key={name} name={name} operation={operation} />
            ))}
          </section>
          <Refusals />
        </div>
      </main>
    </>
  );
}

function Contents() {
  return (
    <nav
      aria-label={copy.operations}
      className="sticky top-8 grid max-h-[calc(100dvh-4rem)] content-start gap-1 overflow-y-auto text-dense max-desk:hidden"
    >
      {Object.keys(operations).map((name) => (
        <a key={name} href={`#${name}`} className="rounded-tag py-0.5 text-muted hover:text-text">
          {name}
        </a>
      ))}
      <a href="#errors" className="mt-2 rounded-tag py-0.5 text-muted hover:text-text">
        {copy.errors}
      </a>
    </nav>
  );
}

function Refusals() {
  return (
    <section id="errors" className="grid gap-3">
      <h2 className="text-section">{copy.errors}</h2>
      <p className="max-w-160 text-dense text-muted">{copy.errorsLead}</p>
      <dl className="grid">
        {Object.entries(problemTypes).map(([code, { status, title }]) => (
          <div
            key={code}
            id={`error-${code}`}
            className="grid grid-cols-[48px_1fr] gap-x-3 border-t py-2 text-dense target:bg-raised tablet:grid-cols-[48px_200px_1fr]"
          >
            <dd className="font-medium">{status}</dd>
            <dt className="break-all font-medium">{code}</dt>
            <dd className="text-muted max-tablet:col-start-2">{title}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
