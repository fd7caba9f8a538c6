import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { asc, eq, gt } from "drizzle-orm";
import { artifacts, assets, storageFindings } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { ObjectMissingError } from "#lib/media/storage/types.ts";

/** A row that speaks of an object. */
type Owner = { id: string; storageKey: string; bytes: number; sha256: string };
export type Fault = { storageKey: string; problem: "missing" | "changed" | "unowned" };

const tables = [artifacts, assets] as const;
const pageMax = 500;
const hourMs = 3_600_000;
/** Hours in which every object is hashed once: a week. */
const rotationHours = 168;

function ownersAfter(ctx: Context, table: (typeof tables)[number], id: string): Promise<Owner[]> {
  return ctx.db
    .select({ id: table.id, storageKey: table.storageKey, bytes: table.bytes, sha256: table.sha256 })
    .from(table)
    .where(gt(table.id, id))
    .orderBy(asc(table.id))
    .limit(pageMax);
}

async function hashOf(ctx: Context, key: string): Promise<string | undefined> {
  try {
    const hash = createHash("sha256");
    await pipeline(await ctx.parts.storage.read(key), hash);
    return hash.digest("hex");
  } catch (error) {
    if (error instanceof ObjectMissingError) return undefined;
    throw error;
  }
}

/** Whether it is this hour's turn of an object to be hashed. */
const isItsTurn = (key: string, now: Date): boolean =>
  createHash("sha256").update(key).digest().readUInt32BE() % rotationHours ===
  Math.floor(now.getTime() / hourMs) % rotationHours;

async function faultOf(
  ctx: Context,
  { storageKey, bytes, sha256 }: Owner,
  isHashed: boolean,
): Promise<Fault | undefined> {
  const facts = await ctx.parts.storage.stat(storageKey);
  if (!facts) return { storageKey, problem: "missing" };
  if (facts.bytes !== bytes) return { storageKey, problem: "changed" };
  if (!isHashed) return undefined;
  const found = await hashOf(ctx, storageKey);
  if (found === undefined) return { storageKey, problem: "missing" };
  return found === sha256 ? undefined : { storageKey, problem: "changed" };
}

/** A clip may expire, with its files, between the page that was read and the look at its object. */
async function isStillThere(ctx: Context, table: (typeof tables)[number], id: string): Promise<boolean> {
  const [row] = await ctx.db.select({ id: table.id }).from(table).where(eq(table.id, id));
  return row !== undefined;
}

/**
 * Rows whose object is missing, or differs in size or, where it is its turn or `all` is asked, in its SHA-256. What was
 * found changed before is always hashed again.
 */
export async function* faultyRows(ctx: Context, { all }: { all: boolean }): AsyncGenerator<Fault> {
  const now = ctx.now();
  const known = await ctx.db.select({ key: storageFindings.storageKey }).from(storageFindings);
  const suspects = new Set(known.map(({ key }) => key));
  for (const table of tables)
    for (let page = await ownersAfter(ctx, table, ""); page.length > 0; ) {
      for (const owner of page) {
        const isHashed = all || suspects.has(owner.storageKey) || isItsTurn(owner.storageKey, now);
        const fault = await faultOf(ctx, owner, isHashed);
        if (fault && (await isStillThere(ctx, table, owner.id))) yield fault;
      }
      page = await ownersAfter(ctx, table, page.at(-1)?.id ?? "");
    }
}
