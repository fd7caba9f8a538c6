import { countOf } from "#components/copy/format.ts";
import { peopleCopy } from "#components/copy/people.ts";
import { type PersonView, type UpdatePersonInput, updatePersonInput } from "#lib/contract/people.ts";
import type { Plan, Role } from "#lib/contract/role.ts";
import { planLimits, type QuotaView, type QuotaWindow, quotaWindows } from "#lib/contract/usage.ts";

/** A change that is not saved yet. `text` of a limit is what stands in the field; null goes back to the plan. */
export type PersonEdit =
  | { kind: "role"; personId: string; role: Role }
  | { kind: "plan"; personId: string; plan: Plan }
  | { kind: "quota"; personId: string; window: QuotaWindow; text: string | null };

export type EditEffect = { lead: string; words: string };

export const quotaOf = (person: PersonView, window: QuotaWindow): QuotaView | undefined =>
  person.quotas.find((quota) => quota.window === window);

function wantedOf(text: string | null): number | null {
  if (text === null) return null;
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
}

/** The request an edit becomes, or the sentence that says what is wrong with it. */
export function requestOf(edit: PersonEdit): { input: UpdatePersonInput } | { error: string } {
  const raw =
    edit.kind === "quota"
      ? { quota: { [edit.window]: wantedOf(edit.text) } }
      : edit.kind === "role"
        ? { role: edit.role }
        : { plan: edit.plan };
  const parsed = updatePersonInput.safeParse(raw);
  return parsed.success
    ? { input: parsed.data }
    : { error: parsed.error.issues[0]?.message ?? "A whole number." };
}

function quotaEffect(person: PersonView, window: QuotaWindow, text: string | null): EditEffect {
  const held = quotaOf(person, window);
  const wanted = wantedOf(text) ?? planLimits[person.plan][window];
  const from = held ? countOf(held.limit) : "";
  const to = Number.isNaN(wanted) ? "…" : countOf(wanted);
  const base =
    text === null ? peopleCopy.quotaBackWords(person.plan) : peopleCopy.quotaWords(person.name, person.plan);
  const full = held && wanted <= held.used ? ` ${peopleCopy.quotaFull(held.used)}` : "";
  return { lead: peopleCopy.arrow(peopleCopy.windows[window], from, to), words: base + full };
}

function planEffect(person: PersonView, plan: Plan): string {
  const open = quotaWindows.filter((window) => quotaOf(person, window)?.limitFrom !== "override");
  const changes = open.map(
    (window) =>
      `${peopleCopy.lowerWindows[window]} ${countOf(planLimits[person.plan][window])} → ${countOf(planLimits[plan][window])}`,
  );
  if (changes.length === 0) return peopleCopy.planNothing;
  const list = changes.join(", ");
  const kept = open.length < quotaWindows.length ? ` ${peopleCopy.planKeeps}` : "";
  return peopleCopy.planEffect(`${list.charAt(0).toUpperCase()}${list.slice(1)}`) + kept;
}

/** What a change does, in words, before it is saved. */
export function effectOf(person: PersonView, edit: PersonEdit): EditEffect {
  if (edit.kind === "quota") return quotaEffect(person, edit.window, edit.text);
  if (edit.kind === "role")
    return {
      lead: peopleCopy.arrow(
        peopleCopy.role,
        peopleCopy.roles[person.role],
        `${peopleCopy.roles[edit.role]}.`,
      ),
      words: peopleCopy.roleEffect(person.name, edit.role),
    };
  return {
    lead: peopleCopy.arrow(peopleCopy.plan, peopleCopy.plans[person.plan], `${peopleCopy.plans[edit.plan]}.`),
    words: planEffect(person, edit.plan),
  };
}
