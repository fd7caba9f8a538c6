import { Readable } from "node:stream";
import { artifacts } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { log } from "#lib/log.ts";
import { type StoredObject, TooLargeError } from "#lib/media/storage/types.ts";
import type { Observation, Provider, ProviderOutput } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import { type AttemptRow, believableCost, endAttempt } from "./attempts.ts";
import { fetchOutput } from "./fetch-output.ts";
import { type ArtifactRow, inspectOutput, UnplayableError } from "./inspect-output.ts";
import { loadAttempt, operationSchema, stopped } from "./observe-video.ts";
import { deliveryTold } from "./receipts.ts";
import { discardTakeFiles, takeFileKey } from "./take-files.ts";
import { toldFailure } from "./told-failure.ts";
import { lockVideo, transition } from "./transition.ts";

/** `pending`: the vendor says now that it is not done after all, and is to be followed further. */
export type Collected = { kind: "collected" | "pending" | "over" } | { kind: "failed"; failure: Failure };

async function download(
  ctx: Context,
  { output, kind }: { output: ProviderOutput; kind: Provider["kind"] },
  key: string,
): Promise<StoredObject> {
  const content = Readable.from(await fetchOutput(output, kind), { objectMode: false });
  return ctx.parts.storage.put(key, content, { bytesMax: output.bytesMax });
}

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

const unreadable = (message: string): Collected => ({
  kind: "failed",
  failure: { kind: "unknown", code: "output_unreadable", message },
});

/** Read again, for links run out; where the vendor does not stand by it now, what its signed callback told holds. */
async function readDelivery(ctx: Context, provider: Provider, attempt: AttemptRow): Promise<Observation> {
  const told = () => deliveryTold(ctx, provider, attempt);
  try {
    const seen = await provider.observe(operationSchema.parse(attempt.operation));
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
  from: { output: ProviderOutput; kind: Provider["kind"] },
  costMicros: number | null,
): Promise<Collected> {
  try {
    const object = await download(ctx, from, takeFileKey(attempt, "video"));
    const done = await finish(ctx, attempt, await inspectOutput(ctx, attempt, object), costMicros);
    await discardTakeFiles(ctx, attempt);
    return { kind: done ? "collected" : "over" };
  } catch (error) {
    if (error instanceof UnplayableError) return unreadable(error.message);
    if (error instanceof TooLargeError) return unreadable("The file is larger than a clip may be.");
    throw error;
  }
}

/**
 * Copies the vendor's output into our storage, checks it, makes poster and sprite, and completes the video.
 * Safe to call again: objects are named by their attempt. Throws where another try may help (network, storage).
 */
export async function collectArtifacts(
  ctx: Context,
  { attemptId }: { attemptId: string },
): Promise<Collected> {
  requireSystem(ctx);
  const { attempt, provider } = await loadAttempt(ctx, attemptId);
  if (attempt.state !== "accepted") return { kind: "over" };
  const seen = await readDelivery(ctx, provider, attempt);
  switch (seen.kind) {
    case "failed":
      return { kind: "failed", failure: await toldFailure(ctx, attempt.videoId, seen.failure) };
    case "canceled":
      return { kind: "failed", failure: stopped };
    case "pending":
    case "missing":
      return { kind: "pending" };
  }
  const [output] = seen.outputs;
  if (!output) throw new Error(`the vendor has no output for ${attemptId}`);
  return copyOutput(ctx, attempt, { output, kind: provider.kind }, seen.costMicros);
}
