import { engineEnv } from "#lib/env.ts";
import { log as loggerFor } from "#lib/log.ts";
import { retentionDays } from "./limits.ts";
import { OwnedError } from "./lock.ts";
import { startEngine } from "./start.ts";

const log = loggerFor("engine");
const stopMsMax = 2800;

function leave(error: unknown): never {
  if (error instanceof OwnedError) log.fatal(error.message);
  else log.fatal({ err: error }, "the engine cannot go on");
  process.exit(1);
}

async function main(): Promise<void> {
  const env = engineEnv();
  const engine = await startEngine(
    {
      databaseUrl: env.DATABASE_URL,
      port: env.ENGINE_PORT,
      appUrl: env.APP_URL,
      eventKey: env.INNGEST_EVENT_KEY,
      signingKey: env.INNGEST_SIGNING_KEY,
      backoffSeconds: env.ENGINE_BACKOFF_SECONDS.split(",").map(Number),
      checkpointing: true,
      retentionDays,
    },
    leave,
  );
  const stop = () => {
    setTimeout(() => process.exit(0), stopMsMax).unref();
    engine.stop().then(() => process.exit(0), leave);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch(leave);
