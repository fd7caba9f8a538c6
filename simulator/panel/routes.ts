import { Hono } from "hono";
import { z } from "zod";
import type { Ledger } from "../core/ledger.ts";
import type { Outbox } from "../core/outbox.ts";
import type { Dialect } from "../dialect.ts";
import type { DoorCounts, SimulatorEnv } from "../faults/apply.ts";
import type { FaultDesk } from "../faults/desk.ts";
import { faultTable } from "../faults/table.ts";

export type PanelParts = {
  dialects: readonly Dialect[];
  ledger: Ledger;
  desk: FaultDesk;
  counts: DoorCounts;
  outbox: Outbox;
  reset(): void;
};

const doors = [
  "submit",
  "status",
  "cancel",
  "upload",
  "balance",
  "output",
  "other",
  "job",
  "webhook",
] as const;

const placeFault = z.strictObject({
  dialect: z.string().optional(),
  door: z.enum(doors).optional(),
  fault: z.string(),
  argument: z.coerce.string().optional(),
  times: z.int().min(1).optional(),
});
const setBalance = z.strictObject({ dialect: z.string(), micros: z.int().min(0) });

/** What the simulator knows, as one value. */
export function ledgerView({ dialects, ledger, desk, counts, outbox }: PanelParts) {
  return {
    dialects: dialects.map(({ name, label }) => ({
      name,
      label,
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

/** The doors of the simulator itself: its books, its faults, its money. */
export function panelRoutes(parts: PanelParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  const known = (name: string | undefined): boolean =>
    name === undefined || parts.dialects.some((dialect) => dialect.name === name);
  app.get("/_sim/health", (c) => c.json({ ok: true }));
  app.get("/_sim/ledger", (c) => c.json(ledgerView(parts)));
  app.get("/_sim/faults", (c) => c.json({ inForce: parts.desk.list(), known: faultTable }));
  app.post("/_sim/faults", async (c) => {
    const input = placeFault.parse(await c.req.json());
    if (!known(input.dialect)) return c.json({ error: `There is no dialect called ${input.dialect}` }, 400);
    return c.json(parts.desk.place(input), 201);
  });
  app.delete("/_sim/faults/:id?", (c) => {
    const id = c.req.param("id");
    parts.desk.clear(id === undefined ? undefined : Number(id));
    return c.body(null, 204);
  });
  app.post("/_sim/balance", async (c) => {
    const { dialect, micros } = setBalance.parse(await c.req.json());
    if (!known(dialect)) return c.json({ error: `There is no dialect called ${dialect}` }, 400);
    parts.ledger.setBalance(dialect, micros);
    return c.json({ dialect, micros });
  });
  app.post("/_sim/reset", (c) => {
    parts.reset();
    return c.body(null, 204);
  });
  app.onError((error, c) =>
    c.json({ error: error instanceof z.ZodError ? z.prettifyError(error) : error.message }, 400),
  );
  return app;
}
