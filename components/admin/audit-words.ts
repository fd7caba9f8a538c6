import { z } from "zod";
import { countOf } from "#components/copy/format.ts";
import { peopleCopy } from "#components/copy/people.ts";
import type { PersonDetailView } from "#lib/contract/people.ts";
import { plan, role } from "#lib/contract/role.ts";
import { quotaWindow } from "#lib/contract/usage.ts";

type Entry = Pick<PersonDetailView["history"][number], "action" | "before" | "after">;

const roleState = z.object({ role });
const planState = z.object({ plan });
const quotaState = z.partialRecord(quotaWindow, z.number().nullable());

function quotaWords(before: unknown, after: unknown): string | undefined {
  const from = quotaState.safeParse(before);
  const to = quotaState.safeParse(after);
  if (!to.success) return undefined;
  const limit = (value: number | null | undefined) => (value == null ? peopleCopy.planLimit : countOf(value));
  return quotaWindow.options
    .filter((window) => window in to.data)
    .map((window) => {
      const held = from.success ? from.data[window] : null;
      return `${peopleCopy.windows[window]} ${limit(held)} → ${limit(to.data[window])}`;
    })
    .join(", ");
}

/** One entry of the audit trail in a line; an action that has no words of its own keeps its name. */
export function auditWords({ action, before, after }: Entry): string {
  if (action === "role/changed") {
    const from = roleState.safeParse(before);
    const to = roleState.safeParse(after);
    if (from.success && to.success)
      return `${peopleCopy.role} ${peopleCopy.roles[from.data.role]} → ${peopleCopy.roles[to.data.role]}`;
  }
  if (action === "plan/changed") {
    const from = planState.safeParse(before);
    const to = planState.safeParse(after);
    if (from.success && to.success)
      return `${peopleCopy.plan} ${peopleCopy.plans[from.data.plan]} → ${peopleCopy.plans[to.data.plan]}`;
  }
  if (action === "quota/changed") return quotaWords(before, after) || action;
  return peopleCopy.audit[action] ?? action;
}
