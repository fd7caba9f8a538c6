import { and, asc, eq, inArray, isNotNull, isNull, notExists, or, sql } from "drizzle-orm";
import { attempts, webhookReceipts } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { Provider, ProviderRegistry } from "#lib/providers/types.ts";
import { applyAgain } from "./apply-receipt.ts";
import { databaseDigest } from "./database-digest.ts";
import { shuffled } from "./shuffled.ts";

/** `waiting` receipts have not been applied yet and are left alone. Digests are of all rows, before and after. */
export type Replayed = { receipts: number; waiting: number; before: string; after: string };

/** Carries the result out of a transaction that must leave nothing behind. */
class Undone extends Error {
  readonly replayed: Replayed;
  constructor(replayed: Replayed) {
    super("the replay is undone");
    this.replayed = replayed;
  }
}

const rounds = 2;
const batch = 500;

/** Vendors know nothing and nobody is told: only what was received counts. */
function deaf(ctx: Context): Context {
  const { providers, announcer } = ctx.parts;
  const still = (provider: Provider): Provider => ({
    ...provider,
    observe: async () => ({ kind: "missing" }),
    cancel: async () => undefined,
  });
  const registry: ProviderRegistry = {
    get: (name) => {
      const provider = providers.get(name);
      return provider && still(provider);
    },
    list: () => providers.list().map(still),
  };
  const silent = { receiptStored: () => undefined, videoResumed: () => undefined };
  return { ...ctx, parts: { ...ctx.parts, providers: registry, announcer: { ...announcer, ...silent } } };
}

async function historyOf(ctx: Context): Promise<string[]> {
  const owner = ctx.db
    .select({ one: sql`1` })
    .from(attempts)
    .where(and(eq(attempts.provider, webhookReceipts.provider), eq(attempts.jobId, webhookReceipts.jobId)));
  const orphan = and(isNull(webhookReceipts.attemptId), notExists(owner));
  const rows = await ctx.db
    .select({ id: webhookReceipts.id })
    .from(webhookReceipts)
    .where(or(isNotNull(webhookReceipts.appliedAt), orphan))
    .orderBy(asc(webhookReceipts.id));
  return rows.map(({ id }) => id);
}

async function applyAll(ctx: Context, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch);
    const rows = await ctx.db.select().from(webhookReceipts).where(inArray(webhookReceipts.id, some));
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const id of some) {
      const receipt = byId.get(id);
      if (receipt) await applyAgain(ctx, receipt);
    }
  }
}

async function replay(ctx: Context, seed: number): Promise<Replayed> {
  const [all] = await ctx.db.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(webhookReceipts);
  const history = await historyOf(ctx);
  const before = await databaseDigest(ctx);
  for (let round = 0; round < rounds; round++) await applyAll(ctx, shuffled(history, seed + round));
  const after = await databaseDigest(ctx);
  return { receipts: history.length, waiting: (all?.count ?? 0) - history.length, before, after };
}

/**
 * Applies the whole history of callbacks twice, each time in another order, and says whether that changed any row. It
 * sees the database as it is when it begins, asks no vendor, tells nobody, and takes back all it did.
 */
export async function replayReceipts(ctx: Context, { seed }: { seed: number }): Promise<Replayed> {
  requireSystem(ctx);
  try {
    return await ctx.db.transaction(async (tx): Promise<Replayed> => {
      await tx.execute(sql`set transaction isolation level repeatable read`);
      throw new Undone(await replay(deaf({ ...ctx, db: tx }), seed));
    });
  } catch (error) {
    if (error instanceof Undone) return error.replayed;
    throw error;
  }
}
