import { eq, sql } from "drizzle-orm";
import { attempts, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { cardOf } from "#lib/models/cards.ts";
import type { Observation, Operation, Provider } from "#lib/providers/types.ts";
import { Refusal } from "#lib/refusal.ts";
import { adoptAttempt } from "#lib/videos/adopt-attempt.ts";
import { type AttemptRow, isFollowed } from "#lib/videos/attempts.ts";
import type { Subject } from "./write-off.ts";

function refuseJob(message: string): never {
  throw new Refusal("invalid_input", message, { errors: [{ path: "jobId", message }] });
}

function jobNamed(
  ctx: Context,
  attempt: AttemptRow,
  jobId: string | undefined,
): { provider: Provider; operation: Operation } | undefined {
  if (isFollowed(attempt)) {
    if (jobId && attempt.jobId !== jobId) refuseJob("This take has another job already. Leave it empty.");
    return undefined;
  }
  const provider = ctx.parts.providers.get(attempt.provider);
  const card = cardOf(attempt.model);
  if (!provider || !card)
    throw new Refusal(
      "conflict",
      "The vendor of this take is not connected any more, so nobody can follow its job.",
    );
  if (!jobId) refuseJob("Name the vendor's job; nobody here knows it.");
  const operation = provider.operationFor(jobId, card);
  return operation ? { provider, operation } : refuseJob("That cannot be a job of this vendor.");
}

async function ask(provider: Provider, operation: Operation): Promise<Observation> {
  try {
    return await provider.observe(operation);
  } catch (error) {
    log("incidents").warn(
      { provider: provider.name, err: error },
      "a job named by hand could not be checked",
    );
    throw new Refusal(
      "conflict",
      "The vendor does not answer now, so the job could not be checked. Try again in a minute.",
    );
  }
}

/** Asks the vendor about a job that an admin names, before anything is written: a wrong one would be followed. */
export async function checkNamedJob(
  ctx: Context,
  attempt: AttemptRow,
  jobId: string | undefined,
): Promise<void> {
  const named = jobNamed(ctx, attempt, jobId);
  if (!named) return;
  const seen = await ask(named.provider, named.operation);
  if (seen.kind === "missing") refuseJob("The vendor knows no such job.");
}

/** Follows the job further, with as much time as its model has for a whole take. */
export async function adoptByHand(
  ctx: Context,
  { attempt, video, decision }: Subject,
  jobId: string | undefined,
): Promise<void> {
  const card = cardOf(attempt.model);
  const named = jobNamed(ctx, attempt, jobId);
  if (named) {
    const { operation } = named;
    const { kind } = await adoptAttempt(ctx, {
      attemptId: attempt.id,
      operation,
      by: "decision",
      cause: decision.id,
    });
    if (kind === "refused") refuseJob("Another take has that job.");
  }
  const deadlineAt = new Date(ctx.now().getTime() + (card?.deadlineSeconds ?? 0) * 1000);
  await ctx.db
    .update(attempts)
    .set({ deadlineAt, missingLooks: 0, lookedAt: null })
    .where(eq(attempts.id, attempt.id));
  await ctx.db
    .update(videos)
    .set({ deadlineAt: sql`greatest(${videos.deadlineAt}, ${deadlineAt.toISOString()}::timestamptz)` })
    .where(eq(videos.id, video.id));
}
