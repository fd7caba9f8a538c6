import { and, eq, sql } from "drizzle-orm";
import { attempts, videos } from "#db/schema/index.ts";
import { type Context, transact } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import type { WaitingReason } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { cardOf } from "#lib/models/cards.ts";
import { isRetired } from "#lib/models/intake.ts";
import { priceOf } from "#lib/models/price.ts";
import { reserveTake } from "#lib/money/ledger.ts";
import { type Admission, admit } from "#lib/routing/vendor-gate.ts";
import { patienceSeconds } from "./after-failure.ts";
import {
  type AttemptRow,
  callbackToken,
  hashToken,
  lastAttempt,
  liveAttempt,
  modelsOfRound,
} from "./attempts.ts";
import { failVideo } from "./fail-video.ts";
import { leaseFrom } from "./lease.ts";
import { planFor, planOf, requestOf } from "./plan-for.ts";
import { moveToModel, type TakeOver, takeOverBy } from "./take-over.ts";
import { lockVideo, transition, type VideoRow } from "./transition.ts";

export type Opened = { kind: "opened"; attempt: AttemptRow; video: VideoRow; isNew: boolean };
type Held = { kind: "held"; by: HeldBy; seconds: number; video: VideoRow };
type HeldBy = Extract<Admission, { kind: "held" }>["by"] | "gone";

/**
 * `unchecked`: the safety check has not let it pass yet. `wait`: ask again after so many seconds. `ended`: the take has
 * ended, and nobody has said yet what follows.
 */
export type Opening =
  | Opened
  | { kind: "wait"; seconds: number }
  | { kind: "ended"; attempt: AttemptRow }
  | { kind: "unchecked" }
  | { kind: "over" };

const waitingReasons: Record<HeldBy, WaitingReason> = {
  place: "place",
  rate: "rate_limit",
  pause: "rate_limit",
  breaker: "vendor_outage",
  balance: "vendor_outage",
  gone: "vendor_outage",
};
const placeWaitSecondsMax = 60;
const waitSecondsMax = 300;
const outagePatienceSeconds = 30;

async function storeAttempt(
  ctx: Context,
  video: VideoRow,
  card: ModelCard,
  facts: { id: string; priceMicros: number },
): Promise<AttemptRow> {
  const step = planOf(video)?.steps.find(({ model }) => model === card.id);
  const [attempt] = await ctx.db
    .insert(attempts)
    .values({
      id: facts.id,
      videoId: video.id,
      number: ((await lastAttempt(ctx, video.id))?.number ?? 0) + 1,
      round: video.round,
      provider: card.provider,
      model: card.id,
      state: "intent",
      tokenHash: hashToken(callbackToken(ctx, facts.id)),
      reason: step?.reason ?? "",
      differences: step?.differences ?? [],
      priceMicros: facts.priceMicros,
      createdAt: ctx.now(),
      leasedUntil: leaseFrom(ctx.now()),
      deadlineAt: new Date(ctx.now().getTime() + card.deadlineSeconds * 1000),
    })
    .returning();
  if (!attempt) throw new Error("the attempt was not stored");
  await reserveTake(ctx, attempt.id, facts.priceMicros);
  return attempt;
}

/** The take that a video handed over already has: its live one, or the last one that ended without a consequence. */
async function takenUp(
  ctx: Context,
  video: VideoRow,
): Promise<(Opening & { kind: "opened" | "ended" }) | undefined> {
  if (video.status !== "submitted" && video.status !== "processing") return undefined;
  const live = await liveAttempt(ctx, video.id);
  if (live) return { kind: "opened", attempt: live, video, isNew: false };
  const last = video.status === "submitted" ? await lastAttempt(ctx, video.id) : undefined;
  return last?.round === video.round ? { kind: "ended", attempt: last } : undefined;
}

const isAffordable = ({ priceMaxMicros }: VideoRow, priceMicros: number): boolean =>
  priceMaxMicros === null || priceMicros <= priceMaxMicros;

/** One model's turn, in one transaction with its vendor's gate; an open attempt of a crashed submit is taken up again. */
function tryToOpen(
  ctx: Context,
  { videoId, round }: { videoId: string; round: number },
  takeOver?: TakeOver,
): Promise<Exclude<Opening, { kind: "wait" }> | Held> {
  return transact(ctx, async (inner) => {
    const found = await lockVideo(inner, videoId);
    if (found.round !== round) return { kind: "over" };
    const taken = await takenUp(inner, found);
    if (taken) return taken;
    if (found.status !== "queued" && found.status !== "retrying") return { kind: "over" };
    if (!found.moderatedAt) return { kind: "unchecked" };
    const card = cardOf(takeOver?.step.model ?? found.model);
    if (!card || !inner.parts.providers.get(card.provider) || isRetired(card, inner.now()))
      return { kind: "held", by: "gone", seconds: 0, video: found };
    const id = newId("attempt");
    const resolution = card.tiers[found.tier] ?? found.resolution;
    const { audio, durationSeconds } = found;
    const priceMicros = priceOf(card, { resolution, audio, durationSeconds });
    if (!isAffordable(found, priceMicros)) return { kind: "held", by: "gone", seconds: 0, video: found };
    const admission = await admit(inner, { card, attemptId: id, priceMicros });
    if (admission.kind === "held") return { ...admission, video: found };
    const video = takeOver ? await moveToModel(inner, found, takeOver) : found;
    const attempt = await storeAttempt(inner, video, card, { id, priceMicros });
    const handed = `Take ${attempt.number}: handed to ${card.name}`;
    const moved = await transition(inner, videoId, {
      event: "claimed",
      cause: attempt.id,
      message: takeOver ? `${takeOver.words}. ${handed}` : handed,
    });
    return { kind: "opened", attempt, video: moved.video, isNew: true };
  });
}

const waitedSeconds = ({ waitingSince }: VideoRow, now: Date): number =>
  waitingSince ? Math.max(0, (now.getTime() - waitingSince.getTime()) / 1000) : 0;

/** Whether another model should be asked instead: an outage that lasts, an empty balance, a model that is gone. */
function isTooLong({ by, seconds, video }: Held, now: Date): boolean {
  if (by === "gone" || by === "balance") return true;
  if (by === "pause") return seconds > patienceSeconds;
  const waitedForVendor = video.waitingFor === "vendor_outage" ? waitedSeconds(video, now) : 0;
  return by === "breaker" && (seconds > outagePatienceSeconds || waitedForVendor >= outagePatienceSeconds);
}

/** Says on the video what it waits for. The longer a place is waited for, the more calmly it is asked for. */
async function hold(ctx: Context, { by, seconds, video }: Held): Promise<Opening> {
  const now = ctx.now();
  const waitingFor = waitingReasons[by];
  if (video.waitingFor !== waitingFor)
    await ctx.db
      .update(videos)
      .set({ waitingFor, waitingSince: now, progressAt: sql`clock_timestamp()` })
      .where(and(eq(videos.id, video.id), eq(videos.round, video.round), eq(videos.status, video.status)));
  const calm = by === "place" ? Math.min(placeWaitSecondsMax, waitedSeconds(video, now) / 4) : 0;
  return { kind: "wait", seconds: Math.ceil(Math.min(waitSecondsMax, Math.max(seconds, calm, 1))) };
}

/** Asks the models that may take over, in the order of a fresh plan, each at its own vendor's gate. */
async function openElsewhere(
  ctx: Context,
  held: Held,
): Promise<Exclude<Opening, { kind: "wait" }> | undefined> {
  const { video } = held;
  const tried = [...(await modelsOfRound(ctx, video)), video.model];
  const replanned = await planFor(ctx, await requestOf(ctx, video), tried);
  const why = held.by === "place" || held.by === "rate" ? "held_pause" : (`held_${held.by}` as const);
  for (const step of replanned.steps) {
    const takeOver = takeOverBy(video, step, replanned, why);
    const opening = await tryToOpen(ctx, { videoId: video.id, round: video.round }, takeOver);
    if (opening.kind !== "held") return opening;
  }
  return undefined;
}

/**
 * Commits the row of a new attempt before anything is sent, where the vendor's gate lets it pass. Held up for long, it
 * goes to another model that may take over; a video whose model is gone and that nobody may take over fails.
 */
export async function openAttempt(ctx: Context, turn: { videoId: string; round: number }): Promise<Opening> {
  const opening = await tryToOpen(ctx, turn);
  if (opening.kind !== "held") return opening;
  const elsewhere = isTooLong(opening, ctx.now()) ? await openElsewhere(ctx, opening) : undefined;
  if (elsewhere) return elsewhere;
  if (opening.by !== "gone") return hold(ctx, opening);
  await failVideo(ctx, {
    ...turn,
    cause: `no model left in round ${turn.round}`,
    failure: { kind: "unknown", code: "no_model_left", message: "No model may take this request." },
  });
  return { kind: "over" };
}
