import { and, eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, transact } from "#lib/context.ts";
import type { FailureCode } from "#lib/contract/failure.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { newId } from "#lib/ids.ts";
import { cardOf } from "#lib/models/cards.ts";
import { reserveTake, settleTake } from "#lib/money/ledger.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Provider } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import { type Admission, admit } from "#lib/routing/vendor-gate.ts";
import { createBench, worker } from "./context.ts";
import { failureOf } from "./takes.ts";
import { videoIn } from "./videos.ts";

const videosMax = 100;

/** A bench with a clock of its own, on which takes of Kling's models enter and end at Kling's gate. */
export async function createGateBench() {
  const bench = await createBench(40);
  const owner = await bench.person("creator", "unlimited");
  await bench.connection
    .sql`insert into quota_overrides (user_id, "window", videos_max, set_by) values (${owner.id}, 'concurrent', 1000, ${owner.id})`;
  const videoIds = await Promise.all(
    Array.from({ length: videosMax }, () => videoIn(bench, owner, "queued")),
  );
  let clock = new Date();
  let takes = 0;
  const ctx = (...vendors: Provider[]): Context =>
    bench.context(worker, { providers: createRegistry(vendors) }, () => clock);
  return {
    bench,
    ctx,
    now: () => clock,
    pass: (seconds: number) => {
      clock = new Date(clock.getTime() + seconds * 1000);
    },
    async clear() {
      clock = new Date();
      await bench.connection.sql`truncate attempts, vendor_gates cascade`;
    },
    /** Kling 3.0 with room for everything, but for what a test changes. */
    card(change: Partial<ModelCard> = {}): ModelCard {
      const kling = cardOf("kling-3.0");
      if (!kling) throw new Error("there is no Kling 3.0");
      return { ...kling, concurrencyMax: 1000, submitsPerMinuteMax: 6000, ...change };
    },
    /** One admission with its attempt, in a transaction of its own, as `submitVideo` does it. */
    enter: (card: ModelCard, inner: Context = ctx()) =>
      transact(inner, async (tx): Promise<Admission & { id: string }> => {
        const id = newId("attempt");
        const admission = await admit(tx, { card, attemptId: id, priceMicros: 420_000 });
        if (admission.kind === "admitted")
          await tx.db.insert(attempts).values({
            id,
            videoId: videoIds[takes++ % videosMax] ?? "",
            number: takes,
            round: 1,
            provider: card.provider,
            model: card.id,
            state: "intent",
            tokenHash: id,
            priceMicros: 420_000,
            createdAt: clock,
            deadlineAt: new Date(clock.getTime() + 1_800_000),
          });
        if (admission.kind === "admitted") await reserveTake(tx, id, 420_000);
        return { ...admission, id };
      }),
    /** Takes it, where it was not yet, and ends it at no cost. */
    async end(
      id: string,
      state: "succeeded" | "failed_retryable" | "failed_permanent" | "canceled",
      {
        failureCode = "provider_failed",
        endedAt = clock,
      }: { failureCode?: FailureCode; endedAt?: Date } = {},
    ) {
      await bench.db
        .update(attempts)
        .set({ state: "accepted", acceptedAt: clock, jobId: id })
        .where(and(eq(attempts.id, id), eq(attempts.state, "intent")));
      const code = state.startsWith("failed") ? failureCode : null;
      await bench.db.update(attempts).set({ state, endedAt, failureCode: code }).where(eq(attempts.id, id));
      await settleTake(ctx(), id, 0);
    },
    async failSubmits(count: number) {
      for (let made = 0; made < count; made++)
        await recordOutcome(ctx(), "kling", {
          kind: "failed",
          attemptId: `att_${made}`,
          failure: failureOf(),
          wasAccepted: false,
        });
    },
  };
}
export type GateBench = Awaited<ReturnType<typeof createGateBench>>;
