import type { Job } from "../dialect.ts";

/** What one accepted task cost. While it runs its price is held; then it is charged or refunded, whole. */
export type LedgerEntry = {
  id: string;
  dialect: string;
  model: string;
  /** The caller's own id of the task: in the vendor's field for it, or in the callback's address. */
  externalId: string | undefined;
  /** What makes the callback's address unguessable. */
  callbackToken: string | undefined;
  priceMicros: number;
  chargedMicros: number;
  refundedMicros: number;
  state: Job["state"];
  acceptedAt: number;
  endedAt: number | undefined;
};

export type LedgerTotals = {
  tasks: number;
  acceptedMicros: number;
  chargedMicros: number;
  refundedMicros: number;
  heldMicros: number;
};

const startMicros = 100_000_000;
const entriesMax = 20_000;

function queryOf({ callbackUrl }: Job, name: string): string | undefined {
  if (callbackUrl === undefined || !URL.canParse(callbackUrl)) return undefined;
  return new URL(callbackUrl).searchParams.get(name) ?? undefined;
}

/** Accepted tasks and money, apart from the tasks themselves: a forgotten task is still in the books. */
export function createLedger() {
  const entries = new Map<string, LedgerEntry>();
  const balances = new Map<string, number>();
  const balance = (dialect: string): number => balances.get(dialect) ?? startMicros;

  return {
    balance,
    setBalance(dialect: string, micros: number): void {
      balances.set(dialect, micros);
    },
    hold(job: Job): void {
      if (entries.size >= entriesMax) throw new Error(`The ledger is full (${entriesMax} tasks): reset it`);
      balances.set(job.dialect, balance(job.dialect) - job.priceMicros);
      entries.set(job.id, {
        id: job.id,
        dialect: job.dialect,
        model: job.model,
        externalId: job.externalId ?? queryOf(job, "take"),
        callbackToken: queryOf(job, "attempt"),
        priceMicros: job.priceMicros,
        chargedMicros: 0,
        refundedMicros: 0,
        state: job.state,
        acceptedAt: job.createdAt,
        endedAt: undefined,
      });
    },
    settle(job: Job): void {
      const entry = entries.get(job.id);
      if (!entry || entry.endedAt !== undefined) return;
      entry.state = job.state;
      entry.endedAt = job.endedAt;
      if (job.state === "succeeded") entry.chargedMicros = job.priceMicros;
      else {
        entry.refundedMicros = job.priceMicros;
        balances.set(job.dialect, balance(job.dialect) + job.priceMicros);
      }
    },
    /** Newest first. */
    list: (): LedgerEntry[] => [...entries.values()].reverse(),
    totals(dialect?: string): LedgerTotals {
      const own = [...entries.values()].filter((entry) => !dialect || entry.dialect === dialect);
      const sum = (pick: (entry: LedgerEntry) => number): number =>
        own.reduce((total, entry) => total + pick(entry), 0);
      return {
        tasks: own.length,
        acceptedMicros: sum((entry) => entry.priceMicros),
        chargedMicros: sum((entry) => entry.chargedMicros),
        refundedMicros: sum((entry) => entry.refundedMicros),
        heldMicros: sum((entry) => (entry.endedAt === undefined ? entry.priceMicros : 0)),
      };
    },
    clear(): void {
      entries.clear();
      balances.clear();
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;
