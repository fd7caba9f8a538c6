import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { attempts, webhookReceipts } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { isStorable } from "#lib/contract/line.ts";
import { newId } from "#lib/ids.ts";
import {
  MalformedWebhook,
  type Provider,
  type ReceivedWebhook,
  type WebhookFacts,
} from "#lib/providers/types.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { hashToken } from "#lib/videos/attempts.ts";
import { readPrompt } from "#lib/videos/prompts.ts";
import { withoutPrompt } from "./without-prompt.ts";

export type Received = { kind: "stored" | "duplicate" | "orphan" };

async function attemptOf(ctx: Context, provider: string, token: string | null) {
  if (!token) return undefined;
  const [attempt] = await ctx.db
    .select({ id: attempts.id, videoId: attempts.videoId })
    .from(attempts)
    .where(and(eq(attempts.tokenHash, hashToken(token)), eq(attempts.provider, provider)));
  return attempt;
}

const depthMax = 100;
const eventIdLengthMax = 500;

/** A vendor may sign what Postgres does not store; with a body a hundred levels deep it sends no event either. */
function isKeepable(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || value === null) return true;
  return (
    depth < depthMax &&
    Object.entries(value).every(([key, inner]) => isStorable(key) && isKeepable(inner, depth + 1))
  );
}

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

/**
 * Verifies a vendor's callback, stores it and nudges the run that waits. Never touches a video's status.
 * A bad signature costs no query, nor does a body that is no event; a repeated event is counted; one that fits no
 * attempt is kept as an orphan without its payload, unless it is unsigned: then only the token in its address lets it
 * count as a hint. No payload is kept with a prompt in it.
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
  const attempt = await attemptOf(ctx, provider.name, token);
  if (!attempt && facts.verifiedBy === "unsigned") return { kind: "orphan" };
  const prompt = attempt && (await readPrompt(ctx, attempt.videoId));
  const [receipt] = await ctx.db
    .insert(webhookReceipts)
    .values({
      id: newId("receipt"),
      provider: provider.name,
      eventId: facts.eventId,
      attemptId: attempt?.id ?? null,
      payload: attempt ? withoutPrompt(facts.payload, [prompt?.text, prompt?.negative]) : {},
      payloadHash: createHash("sha256").update(rawBody).digest("hex"),
      verifiedBy: facts.verifiedBy,
    })
    .onConflictDoUpdate({
      target: [webhookReceipts.provider, webhookReceipts.eventId],
      set: { duplicates: sql`${webhookReceipts.duplicates} + 1` },
    })
    .returning({ id: webhookReceipts.id, duplicates: webhookReceipts.duplicates });
  if (!receipt || receipt.duplicates > 0) return { kind: "duplicate" };
  if (!attempt) return { kind: "orphan" };
  ctx.parts.announcer.receiptStored({ id: receipt.id, videoId: attempt.videoId, attemptId: attempt.id });
  return { kind: "stored" };
}
