import type { attempts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import { dollars } from "#lib/models/price.ts";
import { noteFinding } from "./findings.ts";

type Priced = Pick<typeof attempts.$inferSelect, "id" | "provider" | "model" | "priceMicros">;

/** Notes a take that came to more than the price it was begun at, micro-USD: that model's price list may be out of date. */
export async function noteDearer(ctx: Context, attempt: Priced, costMicros: number): Promise<void> {
  const { id: attemptId, provider, model, priceMicros } = attempt;
  if (costMicros <= priceMicros) return;
  const prices = `${dollars(costMicros)}, more than the price of ${dollars(priceMicros)} that it was begun at`;
  const detail = `The vendor took ${prices}.`;
  if (await noteFinding(ctx, { attemptId, kind: "dearer", cause: `${costMicros} micro-USD`, detail }))
    log("videos").warn(
      { attemptId, provider, model, priceMicros, costMicros },
      "a take cost more than its price",
    );
}
