import type { Ledger } from "../core/ledger.ts";
import type { Outbox } from "../core/outbox.ts";
import type { Dialect } from "../dialect.ts";
import type { DoorCounts } from "../faults/apply.ts";
import type { FaultDesk } from "../faults/desk.ts";

export type PanelParts = {
  dialects: readonly Dialect[];
  ledger: Ledger;
  desk: FaultDesk;
  counts: DoorCounts;
  outbox: Outbox;
  reset(): void;
};

/** What the simulator knows, as one value. */
export function ledgerView({ dialects, ledger, desk, counts, outbox }: PanelParts) {
  return {
    dialects: dialects.map(({ name, label, words }) => ({
      name,
      label,
      words: words ?? {},
      balanceMicros: ledger.balance(name),
      ...ledger.totals(name),
      requests: Object.fromEntries(
        [...counts].flatMap(([key, count]) => {
          const [dialect, door] = key.split(" ");
          return dialect === name && door ? [[door, count]] : [];
        }),
      ),
    })),
    totals: ledger.totals(),
    tasks: ledger.list(),
    deliveries: outbox.sent(),
    faults: desk.list(),
    chaos: desk.chaos,
  };
}

export type LedgerView = ReturnType<typeof ledgerView>;
