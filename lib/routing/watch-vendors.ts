import { eq } from "drizzle-orm";
import { vendorGates } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { Balance, Provider } from "#lib/providers/types.ts";
import { lockGate } from "./vendor-gate.ts";

const noteLengthMax = 200;

const store = (ctx: Context, provider: string, { availableMicros, note }: Balance): Promise<void> =>
  transact(ctx, async (inner) => {
    await lockGate(inner, provider);
    await inner.db
      .update(vendorGates)
      .set({
        balanceMicros: availableMicros,
        balanceNote: note.slice(0, noteLengthMax),
        balanceAt: inner.now(),
      })
      .where(eq(vendorGates.provider, provider));
  });

async function watch(ctx: Context, provider: Provider): Promise<"read" | "silent"> {
  let balance: Balance | undefined;
  try {
    balance = await provider.balance?.();
  } catch (error) {
    log("vendors").warn({ provider: provider.name, err: error }, "the balance could not be read");
  }
  if (!balance) return "silent";
  await store(ctx, provider.name, balance);
  return "read";
}

/** Reads the balance of every vendor that can tell; one that does not answer keeps its last reading. */
export async function watchVendors(ctx: Context): Promise<Record<string, "read" | "silent">> {
  requireSystem(ctx);
  const able = ctx.parts.providers.list().filter((provider) => provider.balance);
  const seen = await Promise.all(
    able.map(async (provider) => [provider.name, await watch(ctx, provider)] as const),
  );
  return Object.fromEntries(seen);
}
