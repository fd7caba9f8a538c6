import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq, inArray } from "drizzle-orm";
import { stills } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import type { UploadResult } from "#lib/contract/asset.ts";
import type { Failure, FailureCode } from "#lib/contract/failure.ts";
import { log } from "#lib/log.ts";
import { importMadeAsset } from "#lib/media/uploads/import-asset.ts";
import { priceOf } from "#lib/models/price.ts";
import { refundPeriods } from "#lib/money/quota.ts";
import type { StillOutcome } from "#lib/providers/types.ts";
import { Refusal } from "#lib/refusal.ts";
import { chooseStillModel, type StillModel } from "./still-model.ts";
import type { StillRow } from "./still-view.ts";

type Made = Extract<StillOutcome, { kind: "made" }>;
export type StillEnd = { kind: "ready" | "failed" | "unclear" | "over" };

type Ending = Partial<Pick<StillRow, "assetId" | "failureCode" | "costMicros">>;
type Ended = Exclude<StillEnd["kind"], "over">;

/** Ends a still that is in one of the states `from`; `over` where it is not any more. */
export async function endStill(
  ctx: Context,
  { id, ownerId, createdAt }: Pick<StillRow, "id" | "ownerId" | "createdAt">,
  from: readonly StillRow["status"][],
  ending: Ending & { status: Ended },
): Promise<StillEnd> {
  return transact(ctx, async (inner) => {
    const ended = await inner.db
      .update(stills)
      .set({ endedAt: inner.now(), failureCode: null, ...ending })
      .where(and(eq(stills.id, id), inArray(stills.status, [...from])))
      .returning({ id: stills.id });
    if (ended.length === 0) return { kind: "over" };
    if (ending.status === "failed") await refundPeriods(inner, ownerId, createdAt);
    return { kind: ending.status };
  });
}

/** An answer that comes after all is the truth, also about a still that was already given up as unclear. */
const endCall = (ctx: Context, row: StillRow, ending: Ending & { status: Ended }): Promise<StillEnd> =>
  endStill(ctx, row, ["making", "unclear"], ending);

const codeOfRefusal = (code: string): FailureCode =>
  code === "disk_full" || code === "internal" || code === "conflict" ? "output_missing" : "output_unreadable";

/** The picture goes the way of an upload: decoded apart, encoded anew, stripped. */
async function importPicture(
  ctx: Context,
  { id, ownerId }: StillRow,
  { bytes }: Made,
): Promise<UploadResult> {
  const path = join(tmpdir(), `dailies-still-${randomUUID()}`);
  try {
    await writeFile(path, bytes, { mode: 0o600 });
    return await importMadeAsset(ctx, { id: ownerId }, { uploadKey: id, name: "first-frame.png", path });
  } finally {
    await rm(path, { force: true });
  }
}

async function keepPicture(ctx: Context, row: StillRow, made: Made, { card, format }: StillModel) {
  const price = () => priceOf(card, { resolution: format.resolution, audio: false, durationSeconds: 0 });
  const costMicros = made.costMicros ?? price();
  const result = await importPicture(ctx, row, made);
  if ("asset" in result) return endCall(ctx, row, { status: "ready", assetId: result.asset.id, costMicros });
  log("stills").warn({ stillId: row.id, code: result.refusal.code }, "a still that was made cannot be kept");
  return endCall(ctx, row, { status: "failed", failureCode: codeOfRefusal(result.refusal.code), costMicros });
}

function refuseStill(ctx: Context, row: StillRow, { kind, code, message }: Failure): Promise<StillEnd> {
  log("stills").info({ stillId: row.id, kind, code, message }, "a still was not made");
  return kind === "ambiguous"
    ? endCall(ctx, row, { status: "unclear", failureCode: "submit_ambiguous" })
    : endCall(ctx, row, { status: "failed", failureCode: code });
}

/** The model as it is now; undefined where it retired or lost its key while the still waited. */
function modelOf(ctx: Context, { model, aspectRatio }: StillRow, prompt: string): StillModel | undefined {
  try {
    return chooseStillModel(ctx, { model, aspectRatio, prompt });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * Makes a queued still in one call that is never repeated: whoever comes second finds it taken and does nothing. A lost
 * answer ends as `unclear`, and its quota stays taken, because it may have been paid for.
 */
export async function makeStill(ctx: Context, { stillId }: { stillId: string }): Promise<StillEnd> {
  requireSystem(ctx);
  const [row] = await ctx.db
    .select()
    .from(stills)
    .where(and(eq(stills.id, stillId), eq(stills.status, "queued")));
  if (!row) return { kind: "over" };
  const prompt = ctx.parts.sealer.open(row.sealedPrompt, row.id);
  const model = modelOf(ctx, row, prompt);
  if (!model || !ctx.parts.stills)
    return endStill(ctx, row, ["queued"], { status: "failed", failureCode: "no_model_left" });
  const claimed = await ctx.db
    .update(stills)
    .set({ status: "making", sentAt: ctx.now() })
    .where(and(eq(stills.id, stillId), eq(stills.status, "queued")))
    .returning({ id: stills.id });
  if (claimed.length === 0) return { kind: "over" };
  const outcome = await ctx.parts.stills.makeStill({ ...model, prompt });
  return outcome.kind === "made"
    ? keepPicture(ctx, row, outcome, model)
    : refuseStill(ctx, row, outcome.failure);
}
