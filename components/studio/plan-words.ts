import { planCopy as copy } from "#components/copy/plan.ts";
import type { Difference, Plan } from "#lib/contract/plan.ts";

/** Who decided: the person, or a route by its name. */
export function deciderOf(plan: Plan): string {
  if (plan.routeName === null) return copy.chosen;
  return copy.byRoute(plan.routeName);
}

/** "picture 720p instead of 1080p"; "with sound instead of silent". */
function differenceWords({ field, given, asked }: Difference): string {
  if (field !== "audio") return copy.differs(copy.fields[field], given, asked);
  return copy.differsSound(copy.sound[given] ?? given, copy.sound[asked] ?? asked);
}

/** Differences of a take as one sentence; undefined where it is what was asked. */
export function differencesSentence(differences: readonly Difference[]): string | undefined {
  if (differences.length === 0) return undefined;
  const words = differences.map(differenceWords).join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
