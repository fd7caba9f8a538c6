import { count, isNull, sql } from "drizzle-orm";
import { decisions, ledgerEntries, videos, webhookReceipts } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import { ledgerAccounts } from "#lib/contract/ledger.ts";
import { videoStatuses } from "#lib/contract/status.ts";
import { recentInvariants } from "./recent-invariants.ts";
import { countStuck } from "./stuck.ts";

type Metric = {
  name: string;
  type: "gauge" | "counter";
  help: string;
  label?: string;
  /** The label's value is always a word of ours: a status, an account, the number of an invariant. */
  values: readonly (readonly [label: string, value: number])[];
};

async function countVideos(ctx: Context): Promise<Metric["values"]> {
  const rows = await ctx.db
    .select({ status: videos.status, videos: count() })
    .from(videos)
    .groupBy(videos.status);
  return videoStatuses.map((status) => [status, rows.find((row) => row.status === status)?.videos ?? 0]);
}

async function readBalances(ctx: Context): Promise<Metric["values"]> {
  const rows = await ctx.db
    .select({
      debit: ledgerEntries.debit,
      credit: ledgerEntries.credit,
      micros: sql<number>`sum(${ledgerEntries.amountMicros})`.mapWith(Number),
    })
    .from(ledgerEntries)
    .groupBy(ledgerEntries.debit, ledgerEntries.credit);
  return ledgerAccounts.map((account) => [
    account,
    rows.reduce(
      (sum, { debit, credit, micros }) =>
        sum + (credit === account ? micros : 0) - (debit === account ? micros : 0),
      0,
    ),
  ]);
}

async function countReceipts(ctx: Context): Promise<{ orphans: number; repeats: number }> {
  const [row] = await ctx.db
    .select({
      orphans: sql<number>`count(*) filter (where ${webhookReceipts.attemptId} is null)`.mapWith(Number),
      repeats: sql<number>`coalesce(sum(${webhookReceipts.duplicates}), 0)`.mapWith(Number),
    })
    .from(webhookReceipts);
  return row ?? { orphans: 0, repeats: 0 };
}

async function countOpenDecisions(ctx: Context): Promise<number> {
  const [row] = await ctx.db.select({ open: count() }).from(decisions).where(isNull(decisions.decidedAt));
  return row?.open ?? 0;
}

async function readGauges(ctx: Context): Promise<Metric[]> {
  const { invariants } = await recentInvariants(ctx);
  const { orphans, repeats } = await countReceipts(ctx);
  return [
    {
      name: "dailies_invariant_violations",
      type: "gauge",
      help: "Rows that break one of the invariants.",
      label: "invariant",
      values: invariants.map(({ id, violations }) => [id, violations] as const),
    },
    {
      name: "dailies_decisions_open",
      type: "gauge",
      help: "Takes that wait for an admin's decision.",
      values: [["", await countOpenDecisions(ctx)]],
    },
    {
      name: "dailies_stuck_videos",
      type: "gauge",
      help: "Videos that are unfinished past their deadline, or whose finished clip could not be copied for five minutes.",
      values: [["", await countStuck(ctx)]],
    },
    {
      name: "dailies_orphan_receipts",
      type: "gauge",
      help: "Kept callbacks that fit no take.",
      values: [["", orphans]],
    },
    {
      name: "dailies_duplicate_receipts_total",
      type: "counter",
      help: "Repeats of kept callbacks.",
      values: [["", repeats]],
    },
    {
      name: "dailies_videos",
      type: "gauge",
      help: "Videos by status.",
      label: "status",
      values: await countVideos(ctx),
    },
    {
      name: "dailies_ledger_micros",
      type: "gauge",
      help: "Balance of an account over all owners, micro-USD; what is committed is missing from available.",
      label: "account",
      values: await readBalances(ctx),
    },
  ];
}

const linesOf = ({ name, type, help, label, values }: Metric): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...values.map(([of, value]) => `${name}${label ? `{${label}="${of}"}` : ""} ${value}`),
];

/**
 * The installation's figures as Prometheus reads them (text exposition format 0.0.4), for the system and for admins.
 * No label holds anything that a person wrote.
 */
export async function readMetrics(ctx: Context): Promise<string> {
  if (ctx.actor.kind !== "system") permit(ctx, "system:inspect");
  return `${(await readGauges(ctx)).flatMap(linesOf).join("\n")}\n`;
}
