import { artifacts } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { failpoint } from "#lib/failpoint.ts";
import { log } from "#lib/log.ts";
import { LinkDead } from "#lib/media/outbound/open-place.ts";
import type { Places } from "#lib/media/outbound/places.ts";
import type { Observation, Provider, ProviderOutput } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import { type AttemptRow, believableCost, endAttempt, isFollowed, operationOf } from "./attempts.ts";
import { fetchOutput } from "./fetch-output.ts";
import { noteFinding } from "./findings.ts";
import { type ArtifactRow, inspectOutput, WrongFileError } from "./inspect-output.ts";
import { stopped } from "./observe-video.ts";
import { deliveryTold } from "./receipts.ts";
import { loadAttempt } from "./see-job.ts";
import { settleDecision } from "./settle-decision.ts";
import { discardTakeFiles, takeFileKey } from "./take-files.ts";
import { toldFailure } from "./told-failure.ts";
import { lockVideo, transition } from "./transition.ts";
import { linksDead, quarantine, uncollected } from "./uncollected.ts";

/**
 * `pending`: the vendor says now that it is not done after all, and is to be followed further. `over`: nothing is left
 * to collect, or a person decides first.
 */
export type Collected = { kind: "collected" | "pending" | "over" } | { kind: "failed"; failure: Failure };

/** How often a vendor is asked for a fresh link, at once, where the one that it gave does not work. */
const freshLinksMax = 2;

/**
 * Rows, the attempt's end and the move to `completed` in one transaction; false where the video is over. A vendor that
 * does not tell what a take came to, or nothing that can be true, is taken at the price of its card.
 */
function finish(
  ctx: Context,
  attempt: AttemptRow,
  rows: ArtifactRow[],
  told: number | null,
): Promise<boolean> {
  return transact(ctx, async (inner) => {
    const video = await lockVideo(inner, attempt.videoId);
    if (video.status !== "processing") return false;
    await inner.db.insert(artifacts).values(rows).onConflictDoNothing();
    const costMicros = believableCost(told) ?? attempt.priceMicros;
    const note = "The clip could be copied after all.";
    await settleDecision(inner, attempt.id, { outcome: "adopt", note });
    await endAttempt(inner, attempt.id, { state: "succeeded", costMicros });
    await recordOutcome(inner, attempt.provider, { kind: "delivered", attemptId: attempt.id });
    await transition(inner, video.id, {
      event: "finished",
      cause: attempt.id,
      message: "Copied to this installation and checked",
    });
    return true;
  });
}

/** Read again, for links run out; where the vendor does not stand by it now, what its signed callback told holds. */
async function readDelivery(ctx: Context, provider: Provider, attempt: AttemptRow): Promise<Observation> {
  const told = () => deliveryTold(ctx, provider, attempt);
  try {
    const seen = await provider.observe(operationOf(attempt));
    return seen.kind === "succeeded" ? seen : ((await told()) ?? seen);
  } catch (error) {
    const delivery = await told();
    if (!delivery) throw error;
    log("videos").warn(
      { attemptId: attempt.id, err: error },
      "the vendor did not answer; its callback holds",
    );
    return delivery;
  }
}

async function copyOutput(
  ctx: Context,
  attempt: AttemptRow,
  { output, places, costMicros }: { output: ProviderOutput; places: Places; costMicros: number | null },
): Promise<Collected> {
  const object = await fetchOutput(ctx, { output, places, key: takeFileKey(attempt, "video") });
  await failpoint("collect.downloaded");
  try {
    const rows = await inspectOutput(ctx, attempt, object);
    await failpoint("collect.inspected");
    const done = await finish(ctx, attempt, rows, costMicros);
    await failpoint("collect.finished");
    await discardTakeFiles(ctx, attempt);
    return { kind: done ? "collected" : "over" };
  } catch (error) {
    if (!(error instanceof WrongFileError)) throw error;
    return quarantine(ctx, attempt, { object, reason: error.message });
  }
}

/** Reads where the job stands and copies what it delivered. Throws what `fetchOutput` and `inspectOutput` throw. */
async function collectOnce(ctx: Context, provider: Provider, attempt: AttemptRow): Promise<Collected> {
  const seen = await readDelivery(ctx, provider, attempt);
  switch (seen.kind) {
    case "failed":
      return { kind: "failed", failure: await toldFailure(ctx, attempt.videoId, seen.failure) };
    case "canceled":
      return { kind: "failed", failure: { ...stopped, chargedMicros: seen.chargedMicros ?? 0 } };
    case "pending":
    case "missing":
      return { kind: "pending" };
  }
  const [output] = seen.outputs;
  if (!output) throw new Error(`the vendor has no output for ${attempt.id}`);
  return copyOutput(ctx, attempt, { output, places: provider, costMicros: seen.costMicros });
}

/**
 * Copies the vendor's output into our storage, checks it, makes poster and sprite, and completes the video. Where the
 * link does not work the vendor is asked for a fresh one; a place that may not be read waits for an admin, and what is
 * no clip is put aside. Safe to call again: objects are named by their attempt. Throws where another try may help
 * (network, storage).
 */
export async function collectArtifacts(
  ctx: Context,
  { attemptId }: { attemptId: string },
): Promise<Collected> {
  requireSystem(ctx);
  const { attempt, provider } = await loadAttempt(ctx, attemptId);
  if (!isFollowed(attempt)) return { kind: "over" };
  for (let fresh = 0; ; fresh++) {
    try {
      return await collectOnce(ctx, provider, attempt);
    } catch (error) {
      if (!(error instanceof LinkDead)) return uncollected(ctx, attempt, error);
      if (fresh >= freshLinksMax) return linksDead(error);
      await noteFinding(ctx, {
        attemptId,
        kind: "link_refreshed",
        cause: `link ${fresh + 1}`,
        detail: `${error.message} The vendor was asked for a fresh one.`,
      });
    }
  }
}
