"use client";

import { useState } from "react";
import { siteCopy as copy, demoAccounts, demoPassword } from "#components/copy/site.ts";
import { Chip } from "#components/ui/chip.tsx";

/** One press fills in an account of the demo installation. */
export function DemoAccounts({ ready, onChoose }: { ready: boolean; onChoose: (email: string) => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <section className="mt-3 grid gap-3 border-t pt-5">
      <p className="text-dense text-muted">
        {copy.demo} <strong className="font-semibold text-text">{demoPassword}</strong>
      </p>
      <div className="flex flex-wrap gap-2">
        {demoAccounts.map(({ role, email }) => (
          <Chip
            key={role}
            selected={chosen === email}
            disabled={!ready}
            onClick={() => {
              setChosen(email);
              onChoose(email);
            }}
          >
            {copy.demoRoles[role]}
          </Chip>
        ))}
      </div>
    </section>
  );
}
