import { eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { failpoint } from "#lib/failpoint.ts";
import { log } from "#lib/log.ts";
import { cardOf } from "#lib/models/cards.ts";
import type { Observation, Provider } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import { type AttemptRow, operationOf } from "./attempts.ts";
import { claimLook, isHinted } from "./claim-look.ts";
import { noteFinding } from "./findings.ts";
import { applyReceipts, deliveryTold } from "./receipts.ts";
import { reconcileJob } from "./reconcile-job.ts";

const missingLooksMax = 3;

export type Job = { attempt: AttemptRow; provider: Provider; card: ModelCard };

/**
 * What a look came to. `wait`: nothing is known before so many seconds have passed. `silence`: the vendor did not answer
 * properly. `lost`: it does not know the job, and nor does anything else. `found`: only its list still does.
 */
export type Sight =
  | Exclude<Observation, { kind: "missing" }>
  | { kind: "wait"; seconds: number }
  | { kind: "silence" | "found" | "lost" };

/** An attempt with its vendor and card. Throws where one of them is gone. */
export async function loadJob(ctx: Context, attemptId: string): Promise<Job> {
  const { attempt, provider } = await loadAttempt(ctx, attemptId);
  const card = cardOf(attempt.model);
  if (!card) throw new Error(`nobody knows the model ${attempt.model}`);
  return { attempt, provider, card };
}

export async function loadAttempt(
  ctx: Context,
  attemptId: string,
): Promise<{ attempt: AttemptRow; provider: Provider }> {
  const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.id, attemptId));
  const provider = attempt && ctx.parts.providers.get(attempt.provider);
  if (!attempt || !provider) throw new Error(`the attempt ${attemptId} or its provider is gone`);
  return { attempt, provider };
}

/**
 * Asks the vendor. Where it does not answer properly nothing is known and the next look asks again; its silence counts
 * against it for all processes.
 */
export async function ask(
  ctx: Context,
  { attempt, provider }: Pick<Job, "attempt" | "provider">,
): Promise<Observation | undefined> {
  try {
    return await provider.observe(operationOf(attempt));
  } catch (error) {
    log("videos").warn({ attemptId: attempt.id, err: error }, "the vendor did not answer a look");
    await recordOutcome(ctx, provider.name, { kind: "silent" });
    return undefined;
  }
}

/** Counts looks in a row at which the vendor knew no such job; any other answer begins anew. */
async function countMissing(ctx: Context, attempt: AttemptRow, isMissing: boolean): Promise<number> {
  const looks = isMissing ? attempt.missingLooks + 1 : 0;
  if (looks !== attempt.missingLooks)
    await ctx.db.update(attempts).set({ missingLooks: looks }).where(eq(attempts.id, attempt.id));
  return looks;
}

async function afterMissing(ctx: Context, job: Job, looks: number): Promise<Sight> {
  const { attempt, provider, card } = job;
  if (looks < missingLooksMax) return { kind: "wait", seconds: card.pollIntervalSeconds };
  const reconciled = await reconcileJob(ctx, provider, attempt);
  if (reconciled === "delivered") return (await deliveryTold(ctx, provider, attempt)) ?? { kind: "lost" };
  return { kind: reconciled === "unknown" ? "silence" : reconciled };
}

/**
 * What unused callbacks say. A failure counts for nothing where another signed callback told of a delivery, in whatever
 * order they came: the vendor is asked.
 */
async function toldBy(ctx: Context, { provider, attempt }: Job): Promise<Observation | undefined> {
  const told = await applyReceipts(ctx, provider, attempt);
  if (told?.kind === "pending")
    await ctx.db.update(attempts).set({ lookedAt: ctx.now() }).where(eq(attempts.id, attempt.id));
  if (told?.kind !== "failed" && told?.kind !== "canceled") return told;
  if (!(await deliveryTold(ctx, provider, attempt))) return told;
  await noteFinding(ctx, {
    attemptId: attempt.id,
    kind: "contradicted",
    cause: "callbacks",
    detail: "One callback told of a finished clip, another of a failed job, so the vendor was asked.",
  });
  return undefined;
}

/**
 * One look at a followed job: unused callbacks first, else the vendor is asked, by one process at a time and never below
 * the card's interval. A job that the vendor does not know three looks in a row is looked for elsewhere.
 */
export async function seeJob(ctx: Context, job: Job): Promise<Sight> {
  const { attempt } = job;
  const hinted = await isHinted(ctx, attempt);
  const told = hinted ? await toldBy(ctx, job) : undefined;
  const seconds = told ? 0 : await claimLook(ctx, attempt, { ...job, hinted });
  if (seconds > 0) return { kind: "wait", seconds };
  const seen = told ?? (await ask(ctx, job));
  await failpoint("observe.seen");
  if (!seen) return { kind: "silence" };
  const looks = await countMissing(ctx, attempt, seen.kind === "missing");
  return seen.kind === "missing" ? afterMissing(ctx, job, looks) : seen;
}
