import type { AttemptState } from "#lib/contract/video.ts";
import { dollars } from "#lib/models/price.ts";
import type { StoryFacts, TakeFact } from "./story-facts.ts";

type Reader = StoryFacts["reader"];
type Ended = Exclude<AttemptState, "intent" | "accepted" | "ambiguous" | "adopted">;

/** Why a take that is over cost nothing. */
const freeBecause: Record<Ended, (model: string) => string> = {
  rejected: (model) => `${model} did not take the job`,
  succeeded: (model) => `${model} told of no charge`,
  failed_retryable: (model) => `${model} told of no charge for a job that failed`,
  failed_permanent: (model) => `${model} told of no charge for a job that failed`,
  timed_out: (model) => `${model} told of no charge for a job that came too late`,
  canceled: () => "the job was taken back",
  written_off: (model) => `${model} told of no charge for it`,
};

/** What a take that is over cost, micro-USD as money. */
const charged: Record<Ended, (model: string, price: string) => string> = {
  rejected: (model, price) => `${model} charged ${price} all the same.`,
  succeeded: (model, price) => `${model} charged ${price} for it.`,
  failed_retryable: (model, price) => `${model} charged ${price} for it all the same.`,
  failed_permanent: (model, price) => `${model} charged ${price} for it all the same.`,
  timed_out: (model, price) => `${model} charged ${price} for it, though it came too late.`,
  canceled: (model, price) => `${model} charged ${price} for it, though it was taken back.`,
  written_off: (_, price) => `${price} was booked for it when it was closed.`,
};

const whoPays = ({ isOwner }: Reader): string => (isOwner ? "You were not charged" : "Nothing was charged");

/** What a take has cost and why, or why it cost nothing, or that nobody can know yet. */
export function costWords(take: TakeFact | undefined, reader: Reader): string {
  if (!take) return `${whoPays(reader)} because no model had been given the job.`;
  const { state, modelName, priceMicros, costMicros } = take;
  if (state === "intent" || state === "accepted" || state === "ambiguous" || state === "adopted")
    return priceMicros === 0
      ? `${whoPays(reader)} because ${modelName} is free.`
      : `${dollars(priceMicros)} stays held until it is known what ${modelName} charges.`;
  if (costMicros > 0) return charged[state](modelName, dollars(costMicros));
  if (priceMicros === 0) return `${whoPays(reader)} because ${modelName} is free.`;
  return `${whoPays(reader)} because ${freeBecause[state](modelName)}.`;
}

/** What all takes cost together, where that is more than the one that was just told of; else nothing. */
export function totalWords(takes: readonly TakeFact[], told: TakeFact | undefined): string | undefined {
  const sum = takes.reduce((micros, { costMicros }) => micros + costMicros, 0);
  return sum > (told?.costMicros ?? 0) ? `All takes together cost ${dollars(sum)}.` : undefined;
}
