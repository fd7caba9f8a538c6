import { createHash } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { webhookReceipts } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { failpoint } from "#lib/failpoint.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import {
  MalformedWebhook,
  type Provider,
  type ReceivedWebhook,
  type WebhookFacts,
} from "#lib/providers/types.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { readPrompt } from "#lib/videos/prompts.ts";
import { isKeepable } from "./keepable.ts";
import { jobMeant, jobToldBy, type Owner, ownerOf } from "./receipt-owner.ts";
import { withoutPrompt } from "./without-prompt.ts";

export type Received = { kind: "stored" | "duplicate" | "orphan" };

const eventIdLengthMax = 500;
const orphansOfDayMax = 1000;
const dayMs = 86_400_000;

async function verified(provider: Provider, received: ReceivedWebhook): Promise<WebhookFacts> {
  if (!provider.verifyWebhook) throw notFound();
  try {
    const facts = await provider.verifyWebhook(received);
    if (facts && !(facts.eventId.length <= eventIdLengthMax && isKeepable([facts.eventId, facts.payload])))
      throw new MalformedWebhook();
    if (facts) return facts;
  } catch (error) {
    if (error instanceof MalformedWebhook) throw new Refusal("malformed_json", error.message);
    throw error;
  }
  throw new Refusal("bad_signature", "This callback is not signed by the vendor, or too old.");
}

/** Unsigned ones that fit no attempt are not kept at all, and of signed ones a thousand a day and vendor. */
async function mayKeepOrphan(ctx: Context, provider: string, { verifiedBy }: WebhookFacts): Promise<boolean> {
  if (verifiedBy === "unsigned") return false;
  const since = new Date(ctx.now().getTime() - dayMs);
  const recent = await ctx.db
    .select({ one: sql`1` })
    .from(webhookReceipts)
    .where(
      and(
        eq(webhookReceipts.provider, provider),
        isNull(webhookReceipts.attemptId),
        gt(webhookReceipts.receivedAt, since),
      ),
    )
    .limit(orphansOfDayMax);
  if (recent.length < orphansOfDayMax) return true;
  log("webhooks").warn({ provider }, "too many callbacks fit no attempt; no more are kept today");
  return false;
}

async function payloadFor(ctx: Context, facts: WebhookFacts, owner: Owner | undefined) {
  if (!owner) return {};
  const prompt = await readPrompt(ctx, owner.videoId);
  return withoutPrompt(facts.payload, [prompt?.text, prompt?.negative]);
}

/**
 * Verifies a vendor's callback, stores it and nudges the run that waits; applying it is another step's work. A bad
 * signature costs no query, nor does a body that is no event; a repeated event is counted; one that fits no attempt is
 * kept as an orphan: its job's id and no payload. An unsigned one counts only with the token in its address. No payload
 * is kept with a prompt in it. `rawBody` is the body's UTF-8, byte for byte.
 */
export async function receiveWebhook(
  ctx: Context,
  {
    provider: name,
    headers,
    rawBody,
    token,
  }: { provider: string; headers: Headers; rawBody: string; token: string | null },
): Promise<Received> {
  requireSystem(ctx);
  const provider = ctx.parts.providers.get(name);
  if (!provider) throw notFound();
  const facts = await verified(provider, { headers, rawBody, now: ctx.now() });
  const jobId = jobToldBy(provider, facts);
  const isSigned = facts.verifiedBy !== "unsigned";
  const owner = await ownerOf(ctx, { provider: provider.name, token, jobId, isSigned });
  if (!owner && !(await mayKeepOrphan(ctx, provider.name, facts))) return { kind: "orphan" };
  const [receipt] = await ctx.db
    .insert(webhookReceipts)
    .values({
      id: newId("receipt"),
      provider: provider.name,
      eventId: facts.eventId,
      jobId: jobMeant(provider, facts, jobId, owner) ?? null,
      attemptId: owner?.id ?? null,
      payload: await payloadFor(ctx, facts, owner),
      payloadHash: createHash("sha256").update(rawBody).digest("hex"),
      verifiedBy: facts.verifiedBy,
    })
    .onConflictDoUpdate({
      target: [webhookReceipts.provider, webhookReceipts.eventId],
      set: { duplicates: sql`${webhookReceipts.duplicates} + 1` },
    })
    .returning({ id: webhookReceipts.id, duplicates: webhookReceipts.duplicates });
  await failpoint("receipt.stored");
  if (!receipt || receipt.duplicates > 0) return { kind: "duplicate" };
  if (!owner) return { kind: "orphan" };
  ctx.parts.announcer.receiptStored({ id: receipt.id, videoId: owner.videoId, attemptId: owner.id });
  return { kind: "stored" };
}
