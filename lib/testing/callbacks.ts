import { eq } from "drizzle-orm";
import { z } from "zod";
import { attempts, webhookReceipts } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import type { VideoStatus } from "#lib/contract/status.ts";
import { newId } from "#lib/ids.ts";
import { reserveTake } from "#lib/money/ledger.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Observation, Provider, WebhookFacts } from "#lib/providers/types.ts";
import { type AttemptRow, hashToken } from "#lib/videos/attempts.ts";
import { receiveWebhook } from "#lib/webhooks/receive-webhook.ts";
import type { TestBench } from "./context.ts";
import { createTestProvider } from "./provider.ts";
import { videoIn } from "./videos.ts";

export type Event = { id: string; job?: string; says?: Observation; by?: WebhookFacts["verifiedBy"] };

const event = z.object({
  id: z.string(),
  job: z.string().optional(),
  says: z.custom<Observation>().optional(),
  by: z.custom<WebhookFacts["verifiedBy"]>().default("hmac"),
});

export const pending: Observation = { kind: "pending", progress: 0.5, queuePosition: undefined };
export const delivered = (costMicros: number | null = 70_000): Observation => ({
  kind: "succeeded",
  outputs: [{ url: "https://files.example/clip.mp4", headers: {}, bytesMax: 1000 }],
  costMicros,
});
export const broken: Observation = {
  kind: "failed",
  failure: { kind: "transient", code: "provider_failed", message: "It broke." },
};

/** A vendor whose callbacks say of themselves who they are from, of which job they speak and what of it. */
export function callingProvider(change: Partial<Provider> = {}) {
  return createTestProvider("kling", {
    async verifyWebhook({ rawBody }) {
      const { id, by, ...payload } = event.parse(JSON.parse(rawBody));
      return { eventId: id, verifiedBy: by, payload };
    },
    readWebhook: (payload, operation) =>
      payload.job === operation.job ? event.shape.says.parse(payload.says) : undefined,
    jobOf: (payload) => event.shape.job.parse(payload.job),
    ...change,
  });
}

/** The system's context at a vendor of one's own, which it also tells what was announced. */
export function callbackContext(bench: TestBench, provider: Provider, nudges: string[] = []): Context {
  const quiet = bench.context({ kind: "anonymous" }).parts.announcer;
  return bench.context(
    { kind: "system", source: "webhook" },
    {
      providers: createRegistry([provider]),
      announcer: { ...quiet, receiptStored: ({ id }) => nudges.push(id) },
    },
  );
}

/** An attempt of a video in `status` that costs 50,000 micro-USD, with its price held. */
export async function attemptIn(
  bench: TestBench,
  owner: User,
  state: "intent" | "ambiguous" | "accepted",
  { status = "processing", job }: { status?: VideoStatus; job?: string } = {},
): Promise<AttemptRow> {
  const id = newId("attempt");
  const [row] = await bench.db
    .insert(attempts)
    .values({
      id,
      videoId: await videoIn(bench, owner, status),
      number: 1,
      round: 1,
      provider: "kling",
      model: "kling-2.5-turbo",
      state: "intent",
      tokenHash: hashToken(`token of ${id}`),
      priceMicros: 50_000,
      deadlineAt: new Date(Date.now() + 600_000),
      ...(job !== undefined && { jobId: job, operation: { job } }),
    })
    .returning();
  if (!row) throw new Error("no attempt was stored");
  await reserveTake(bench.context({ kind: "system", source: "worker" }), id, 50_000);
  if (state !== "intent") await bench.db.update(attempts).set({ state }).where(eq(attempts.id, id));
  return { ...row, state };
}

/** Comes in at the door under the attempt's own address, or without one. */
export const callIn = (ctx: Context, said: Event, attempt?: Pick<AttemptRow, "id">) =>
  receiveWebhook(ctx, {
    provider: "kling",
    headers: new Headers(),
    rawBody: JSON.stringify(said),
    token: attempt ? `token of ${attempt.id}` : null,
  });

export async function receiptOf(bench: TestBench, eventId: string) {
  const [row] = await bench.db.select().from(webhookReceipts).where(eq(webhookReceipts.eventId, eventId));
  if (!row) throw new Error(`no callback ${eventId} was kept`);
  return row;
}
