import { eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import { attempts, stills, vendorGates } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { VendorView } from "#lib/contract/vendor.ts";
import { cards } from "#lib/models/cards.ts";
import { isRetired } from "#lib/models/intake.ts";
import type { Provider, VendorSetup } from "#lib/providers/types.ts";
import { breakerState } from "./breaker.ts";
import { type Gate, vendorLimits } from "./vendor-gate.ts";

type Figures = { provider: string; running: number } & VendorView["lastDay"];

const dayMs = 86_400_000;
const liveStates = ["intent", "accepted", "ambiguous"] as const;

/** The same figures of any table of paid work; speeds are of delivered work, in seconds. */
function figuresOf(start: SQL, end: SQL, delivered: SQL, failed: SQL, live: SQL, recent: SQL, cost: SQL) {
  const speed = (share: number) =>
    sql<number | null>`percentile_cont(${share}) within group (order by extract(epoch from ${end} - ${start}))
      filter (where ${delivered} and ${recent})`;
  const counted = (what: SQL) => sql<number>`count(*) filter (where ${what})`.mapWith(Number);
  return {
    running: counted(live),
    delivered: counted(sql`${delivered} and ${recent}`),
    failed: counted(sql`${failed} and ${recent}`),
    p50Seconds: speed(0.5),
    p95Seconds: speed(0.95),
    spentMicros: sql<number>`coalesce(sum(${cost}) filter (where ${recent}), 0)`.mapWith(Number),
  };
}

function readTakes(ctx: Context, since: Date): Promise<Figures[]> {
  return ctx.db
    .select({
      provider: attempts.provider,
      ...figuresOf(
        sql`${attempts.createdAt}`,
        sql`${attempts.endedAt}`,
        sql`${attempts.state} = 'succeeded'`,
        sql`${attempts.state} in ('rejected', 'failed_retryable', 'failed_permanent', 'timed_out')`,
        sql`${attempts.state} in ('intent', 'accepted', 'ambiguous')`,
        sql`${attempts.createdAt} > ${since.toISOString()}::timestamptz`,
        sql`${attempts.costMicros}`,
      ),
    })
    .from(attempts)
    .where(or(gt(attempts.createdAt, since), inArray(attempts.state, [...liveStates])))
    .groupBy(attempts.provider);
}

function readStills(ctx: Context, since: Date): Promise<Figures[]> {
  return ctx.db
    .select({
      provider: stills.provider,
      ...figuresOf(
        sql`${stills.sentAt}`,
        sql`${stills.endedAt}`,
        sql`${stills.status} = 'ready'`,
        sql`${stills.status} in ('failed', 'unclear')`,
        sql`${stills.status} = 'making'`,
        sql`${stills.createdAt} > ${since.toISOString()}::timestamptz`,
        sql`${stills.costMicros}`,
      ),
    })
    .from(stills)
    .where(or(gt(stills.createdAt, since), eq(stills.status, "making")))
    .groupBy(stills.provider);
}

function capabilitiesOf(provider: Provider | undefined, { tellsCost }: VendorSetup, makesStills: boolean) {
  const has: [VendorView["capabilities"][number], boolean][] = [
    ["submit", Boolean(provider) || makesStills],
    ["webhook", Boolean(provider?.verifyWebhook)],
    ["poll", Boolean(provider)],
    ["cancel", Boolean(provider?.cancel)],
    ["balance", Boolean(provider?.balance)],
    ["find", Boolean(provider?.findByToken)],
    ["cost", tellsCost && (Boolean(provider) || makesStills)],
  ];
  return has.filter(([, can]) => can).map(([name]) => name);
}

function gateOf(gate: Gate | undefined, now: Date) {
  const breaker = gate ? breakerState(gate, now) : "closed";
  return {
    breaker,
    breakerUntil: breaker === "open" ? (gate?.openUntil?.toISOString() ?? null) : null,
    balanceMicros: gate?.balanceMicros ?? null,
    balanceAt: gate?.balanceAt?.toISOString() ?? null,
  };
}

const idle = { running: 0, delivered: 0, failed: 0, p50Seconds: null, p95Seconds: null, spentMicros: 0 };

function viewOf(
  ctx: Context,
  setup: VendorSetup,
  gate: Gate | undefined,
  figures: Figures | undefined,
): VendorView {
  const { name, label, fault, settings } = setup;
  const provider = ctx.parts.providers.get(name);
  const maker = ctx.parts.stills?.provider === name ? ctx.parts.stills : undefined;
  const { running, delivered, failed, p50Seconds, p95Seconds, spentMicros } = figures ?? idle;
  return {
    name,
    label,
    connected: Boolean(provider ?? maker),
    fault: fault ?? null,
    kind: provider?.kind ?? maker?.kind ?? "real",
    settings: settings.map((setting) => ({ ...setting })),
    capabilities: capabilitiesOf(provider, setup, Boolean(maker)),
    callbacks: Boolean(provider?.reachesUs && provider.verifyWebhook),
    models: cards
      .filter((card) => card.provider === name)
      .map((card) => ({ id: card.id, name: card.name, retired: isRetired(card, ctx.now()) })),
    ...gateOf(gate, ctx.now()),
    running,
    ...vendorLimits(name),
    lastDay: { delivered, failed, p50Seconds, p95Seconds, spentMicros },
  };
}

/** Every vendor, connected or not: names of settings, what it can do, its gate, and its last 24 hours. For admins. */
export async function listVendors(ctx: Context): Promise<{ items: VendorView[] }> {
  permit(ctx, "system:inspect");
  const since = new Date(ctx.now().getTime() - dayMs);
  const [takes, made, gates] = await Promise.all([
    readTakes(ctx, since),
    readStills(ctx, since),
    ctx.db.select().from(vendorGates),
  ]);
  return {
    items: ctx.parts.vendors.map((setup) =>
      viewOf(
        ctx,
        setup,
        gates.find(({ provider }) => provider === setup.name),
        [...takes, ...made].find(({ provider }) => provider === setup.name),
      ),
    ),
  };
}
