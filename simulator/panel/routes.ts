import { Hono } from "hono";
import { z } from "zod";
import type { SimulatorEnv } from "../faults/apply.ts";
import { faultTable } from "../faults/table.ts";
import { ledgerView, type PanelParts } from "./ledger-view.ts";
import { renderPage } from "./page.ts";

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

/** The doors of the simulator itself: its books, its faults, its money. */
export function panelRoutes(parts: PanelParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  const known = (name: string | undefined): boolean =>
    name === undefined || parts.dialects.some((dialect) => dialect.name === name);
  app.get("/", (c) => c.html(renderPage(ledgerView(parts))));
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
