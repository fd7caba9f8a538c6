import { resolve } from "node:path";
import { rendererEnv } from "#lib/env.ts";
import { log as logOf } from "#lib/log.ts";
import { startRenderer } from "./service/service.ts";

const env = rendererEnv();
const log = logOf("renderer");

const service = await startRenderer({
  port: env.RENDERER_PORT,
  host: "127.0.0.1",
  folder: resolve(process.cwd(), env.DAILIES_DATA_DIR, "renderer"),
  secret: env.DAILIES_SECRET,
  concurrency: env.RENDERER_CONCURRENCY,
  timeoutSeconds: env.RENDERER_TIMEOUT_SECONDS,
  memoryMb: env.RENDERER_MEMORY_MB,
  encoder: "auto",
  webhookBackoffSeconds: [1, 5, 20, 60],
  retentionHours: 24,
  log,
});
log.info({ port: service.port }, "renderer listens");

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    service.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "renderer did not stop cleanly");
        process.exit(1);
      },
    );
  });
}
