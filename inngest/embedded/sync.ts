import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import { callApp } from "./call.ts";
import { type FunctionConfig, parseFunctions, RefusedError } from "./config.ts";
import { scheduleCrons } from "./cron.ts";
import type { Engine } from "./engine.ts";
import { servePath } from "./execute.ts";
import { verifyBody } from "./sign.ts";

const pollMs = 10_000;
const retryMsMin = 250;
const retryMsMax = 2000;
const callMs = 30_000;

const registration = z.object({
  appName: z.string().optional(),
  app_id: z.string().optional(),
  sdk: z.string(),
  framework: z.string().default(""),
  functions: z.array(z.unknown()),
});

export type SyncState = { at: Date | null; fault: string | null };

/**
 * Takes over the functions an app declares, when they differ from the known ones; true when they did. Throws
 * RefusedError that names everything this engine cannot do, and then keeps what it knew.
 */
export async function register(engine: Engine, input: unknown): Promise<boolean> {
  const { functions, ...app } = registration.parse(input);
  const parsed = parseFunctions(functions);
  const appId = app.appName ?? app.app_id ?? "app";
  const hash = createHash("sha256")
    .update(canonicalize(functions) ?? "")
    .digest("hex");
  const modified = await engine.sql.begin(async (tx) => {
    const [known] = await tx`select from engine.app where id = ${appId} and hash = ${hash}`;
    await tx`
      insert into engine.app (id, sdk, framework, hash, synced_at)
      values (${appId}, ${app.sdk}, ${app.framework}, ${hash}, now())
      on conflict (id) do update set sdk = excluded.sdk, framework = excluded.framework, hash = excluded.hash,
        synced_at = excluded.synced_at`;
    if (known) return false;
    await tx`update engine.function set active = false where app_id = ${appId}`;
    for (const [index, { id }] of parsed.entries()) {
      await tx`
        insert into engine.function (id, app_id, config, active)
        values (${id}, ${appId}, ${JSON.stringify(functions[index])}::json, true)
        on conflict (id) do update set app_id = excluded.app_id, config = excluded.config, active = true`;
    }
    return true;
  });
  if (modified) {
    await loadRegistry(engine);
    await scheduleCrons(engine);
    engine.log.info({ app: appId, functions: parsed.map((config) => config.id) }, "functions registered");
    engine.poke.events();
    engine.poke.crons();
  }
  return modified;
}

/** Reads the known functions from the database into memory. */
export async function loadRegistry(engine: Engine): Promise<void> {
  const rows = await engine.sql<{ config: unknown }>`
    select config from engine.function where active order by id`;
  const configs: FunctionConfig[] = parseFunctions(rows.map((row) => row.config));
  engine.registry.replace(configs);
}

async function askApp(engine: Engine): Promise<void> {
  const { appUrl, signingKey } = engine.settings;
  const url = new URL(servePath, appUrl);
  const reply = await callApp(
    url,
    { url: url.href },
    {
      method: "PUT",
      signingKey,
      headers: { "x-inngest-sync-kind": "in_band" },
      signal: AbortSignal.timeout(callMs),
    },
  );
  if (reply.status !== 200) throw new RefusedError(`the app answered its sync with HTTP ${reply.status}`);
  if (!verifyBody(reply.headers["x-inngest-signature"], reply.body, signingKey, Date.now()))
    throw new RefusedError("the app's answer to its sync was not signed with this engine's key");
  await register(engine, JSON.parse(reply.body));
}

/** Asks the app which functions it has: often until it first answers, then slowly, to notice changes. */
export function createSync(engine: Engine): { turn: () => Promise<number>; state: () => SyncState } {
  const state: SyncState = { at: null, fault: null };
  let failures = 0;
  return {
    state: () => state,
    turn: async () => {
      try {
        await askApp(engine);
        failures = 0;
        state.at = new Date();
        state.fault = null;
        return pollMs;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (state.fault !== error.message)
          engine.log.warn({ reason: error.message }, "the app is not in sync");
        state.fault = error.message;
        failures += 1;
        return Math.min(retryMsMin * 2 ** Math.min(failures - 1, 10), retryMsMax);
      }
    },
  };
}
