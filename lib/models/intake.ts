import type { ModelCard } from "#lib/contract/model.ts";

type Ending = Pick<ModelCard, "sunsetAt" | "deadlineSeconds">;

const sunsetMs = ({ sunsetAt }: Pick<ModelCard, "sunsetAt">): number | null =>
  sunsetAt === null ? null : Date.parse(`${sunsetAt}T00:00:00.000Z`);

/** From the first moment of its sunset day on, in UTC: a vendor may switch off at any hour of that day. */
export function isRetired(card: Pick<ModelCard, "sunsetAt">, now: Date): boolean {
  const end = sunsetMs(card);
  return end !== null && now.getTime() >= end;
}

/** The last moment a video is accepted: the sunset less the model's deadline. Null for a model without an end. */
export function lastIntakeAt(card: Ending): Date | null {
  const end = sunsetMs(card);
  return end === null ? null : new Date(end - card.deadlineSeconds * 1000);
}

/** Whether a take that starts now could still be running when the model goes away. */
export function isIntakeClosed(card: Ending, now: Date): boolean {
  const last = lastIntakeAt(card);
  return last !== null && now > last;
}
