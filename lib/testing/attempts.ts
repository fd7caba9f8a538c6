import { eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import type { FailureCode } from "#lib/contract/failure.ts";
import type { AttemptState } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { reserveTake, settleTake } from "#lib/money/ledger.ts";
import { liveStates } from "#lib/videos/attempts.ts";
import { type TestBench, worker } from "./context.ts";

type Facts = Partial<typeof attempts.$inferInsert> & { videoId: string; state: AttemptState };

/** A legal way from `intent` to each state. */
const pathTo: Record<AttemptState, readonly AttemptState[]> = {
  intent: [],
  accepted: ["accepted"],
  rejected: ["rejected"],
  ambiguous: ["ambiguous"],
  adopted: ["ambiguous", "adopted"],
  succeeded: ["accepted", "succeeded"],
  failed_retryable: ["accepted", "failed_retryable"],
  failed_permanent: ["accepted", "failed_permanent"],
  timed_out: ["accepted", "timed_out"],
  canceled: ["accepted", "canceled"],
  written_off: ["ambiguous", "written_off"],
};

const causes: Partial<Record<AttemptState, FailureCode>> = {
  rejected: "provider_rejected_input",
  ambiguous: "submit_ambiguous",
  failed_retryable: "provider_failed",
  failed_permanent: "provider_failed",
  timed_out: "provider_timeout",
  written_off: "submit_ambiguous",
};

const isLive = (state: AttemptState): boolean => liveStates.some((live) => live === state);

/** An attempt that went the legal way to `state`, with its money, and no vendor asked. Free unless a price is given. */
export async function attemptIn(bench: TestBench, { state, ...facts }: Facts): Promise<string> {
  const { id = newId("attempt"), costMicros = 0, priceMicros = costMicros, createdAt = new Date() } = facts;
  const ctx = bench.context(worker);
  await bench.db.insert(attempts).values({
    number: 1,
    round: 1,
    provider: "animatic",
    model: "animatic",
    tokenHash: id,
    deadlineAt: new Date(),
    ...facts,
    id,
    createdAt,
    priceMicros,
    costMicros: 0,
    acceptedAt: null,
    endedAt: null,
    operation: null,
    jobId: null,
    failureCode: null,
    state: "intent",
  });
  await reserveTake(ctx, id, priceMicros);
  for (const step of pathTo[state]) {
    const taken = step === "accepted" || step === "adopted";
    const job = {
      acceptedAt: facts.acceptedAt ?? createdAt,
      operation: facts.operation ?? { job: id },
      jobId: facts.jobId ?? id,
    };
    const end = { endedAt: facts.endedAt ?? createdAt, costMicros };
    await bench.db
      .update(attempts)
      .set({
        state: step,
        ...(taken && job),
        ...(!isLive(step) && end),
        failureCode: step === state ? (facts.failureCode ?? causes[step] ?? null) : null,
      })
      .where(eq(attempts.id, id));
    if (!isLive(step)) await settleTake(ctx, id, costMicros);
  }
  return id;
}
