import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { z } from "zod";
import { announceStart } from "#inngest/announce-start.ts";
import { log } from "#lib/log.ts";
import { cards } from "#lib/models/cards.ts";
import { armFrom } from "./world/arm.ts";
import { createDoors } from "./world/doors.ts";

const drainMs = 10_000;
const changedCards = z.strictObject({
  concurrencyMax: z.int().optional(),
  submitsPerMinuteMax: z.int().optional(),
  deadlineSeconds: z.int().optional(),
  expectedSeconds: z.int().optional(),
  pollIntervalSeconds: z.number().optional(),
});
export type ChangedCards = z.input<typeof changedCards>;

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    arm: { type: "string", multiple: true, default: [] },
    cards: { type: "string", default: "{}" },
  },
});

const change = changedCards.parse(JSON.parse(values.cards));
for (const card of cards) Object.assign(card, change);
armFrom(values.arm);

const server = createServer(getRequestListener(createDoors(), { overrideGlobalObjects: false }));
server.listen(Number(values.port), "127.0.0.1");
void announceStart();

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    log("chaos").info("asked to end");
    setTimeout(() => process.exit(0), drainMs).unref();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
