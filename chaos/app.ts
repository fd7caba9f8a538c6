import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { z } from "zod";
import { announceStart } from "#inngest/announce-start.ts";
import { log } from "#lib/log.ts";
import { cards } from "#lib/models/cards.ts";
import { systemContext } from "#lib/services.ts";
import { replayReceipts } from "#lib/webhooks/replay-receipts.ts";
import { chaosSeed } from "./seed.ts";
import { armFrom } from "./world/arm.ts";
import { createDoors } from "./world/doors.ts";
import { armPath, replayPath } from "./world/doors-header.ts";

const drainMs = 10_000;
const changedCards = z.strictObject({
  concurrencyMax: z.int().optional(),
  submitsPerMinuteMax: z.int().optional(),
  deadlineSeconds: z.int().optional(),
  expectedSeconds: z.int().optional(),
  pollIntervalSeconds: z.number().optional(),
});

const changes = changedCards.extend({ models: z.record(z.string(), changedCards).optional() });
/** Set on every card, and on single models beyond that. */
export type CardChanges = z.input<typeof changes>;

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    arm: { type: "string", multiple: true, default: [] },
    cards: { type: "string", default: "{}" },
  },
});

const { models, ...all } = changes.parse(JSON.parse(values.cards));
for (const card of cards) Object.assign(card, all, models?.[card.id]);
armFrom(values.arm);

const texts = z.array(z.string());
const doors = createDoors();
/** A fault may be placed in a process that runs, so that not every one costs a start; and its callbacks applied again. */
const answer = async (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url);
  if (pathname === replayPath)
    return Response.json(await replayReceipts(systemContext("webhook"), { seed: chaosSeed() }));
  if (pathname !== armPath) return doors(request);
  armFrom(texts.parse(await request.json()));
  return new Response(null, { status: 204 });
};

const server = createServer(getRequestListener(answer, { overrideGlobalObjects: false }));
server.listen(Number(values.port), "127.0.0.1");
void announceStart();

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    log("chaos").info("asked to end");
    setTimeout(() => process.exit(0), drainMs).unref();
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
