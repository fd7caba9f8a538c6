import { type Context, transact } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { Observation, Operation, Provider } from "#lib/providers/types.ts";
import { accountLate } from "#lib/videos/account-late.ts";
import { adoptAttempt } from "#lib/videos/adopt-attempt.ts";
import { type AttemptRow, operationOf } from "#lib/videos/attempts.ts";
import { noteFinding } from "#lib/videos/findings.ts";
import { isHint, markApplied, type ReceiptRow, readReceipt } from "#lib/videos/receipts.ts";

type Late = {
  provider: Provider;
  attempt: AttemptRow;
  receipt: ReceiptRow;
  /** The job it names, where the attempt ended without one. */
  findJob: () => Promise<Operation | undefined>;
};

const silenceMaxMs = 86_400_000;

/** A job nobody knew of when the attempt ended was never taken back. */
async function takeBack(provider: Provider, attempt: AttemptRow, operation: Operation): Promise<void> {
  try {
    await provider.cancel?.(operation);
  } catch (error) {
    log("webhooks").warn({ attemptId: attempt.id, err: error }, "a late job could not be taken back");
  }
}

/** The job of the attempt; one that it ended without, and that the callback names, is kept with it. */
async function jobOf(ctx: Context, { attempt, receipt, findJob }: Late): Promise<Operation | undefined> {
  if (attempt.operation !== null) return operationOf(attempt);
  const operation = await findJob();
  if (!operation) return undefined;
  const cause = `receipt ${receipt.id}`;
  const { kind } = await adoptAttempt(ctx, { attemptId: attempt.id, operation, by: "callback", cause });
  return kind === "refused" ? undefined : operation;
}

/** What the callback says, else the vendor; a delivered take that a hint speaks of is nothing to ask about. */
async function listen(ctx: Context, late: Late): Promise<Observation | undefined> {
  const { provider, attempt, receipt } = late;
  const isDelivered = attempt.state === "succeeded";
  if (isDelivered && isHint(receipt)) return undefined;
  const operation = await jobOf(ctx, late);
  if (!operation) return undefined;
  const said = readReceipt(provider, operation, receipt);
  const told = said ?? (isDelivered ? undefined : await provider.observe(operation));
  if (told?.kind === "pending" && attempt.operation === null) await takeBack(provider, attempt, operation);
  return told?.kind === "missing" ? undefined : told;
}

/**
 * Takes note of a callback about an attempt that has ended: what the vendor came to, and once what it takes for that;
 * the video stays as it is. Throws while the vendor has to be asked and does not answer; after a day of that it is told
 * that nothing could be found out.
 */
export async function reportLate(ctx: Context, late: Late): Promise<void> {
  const { attempt, receipt } = late;
  const seen = await listen(ctx, late).catch((error: unknown) => {
    if (ctx.now().getTime() - receipt.receivedAt.getTime() < silenceMaxMs) throw error;
    log("webhooks").warn({ receiptId: receipt.id, err: error }, "a late callback could not be read");
    return "unasked" as const;
  });
  await transact(ctx, async (inner) => {
    if (seen === "unasked")
      await noteFinding(inner, {
        attemptId: attempt.id,
        kind: "late_report",
        cause: "unasked",
        detail: "A callback came after this take had ended; for a day the vendor did not say what it meant.",
      });
    else if (seen) await accountLate(inner, { attemptId: attempt.id, seen });
    await markApplied(inner, [receipt.id]);
  });
}
