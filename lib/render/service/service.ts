import { once } from "node:events";
import { createRendererServer } from "./server.ts";
import type { RendererSettings } from "./settings.ts";
import { Studio } from "./studio.ts";

export type RendererService = { port: number; close(): Promise<void> };

const sweepEveryMs = 3_600_000;

/** Starts the renderer. `close` ends within seconds and leaves unfinished jobs for the next start. */
export async function startRenderer(settings: RendererSettings): Promise<RendererService> {
  let port = settings.port;
  const studio = new Studio(settings, () => `http://${settings.host}:${port}`);
  const server = createRendererServer(settings, studio);
  const left = await studio.load();
  await studio.sweep(new Date());
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  const address = server.address();
  if (address && typeof address === "object") port = address.port;
  await studio.start(left);
  const sweeping = setInterval(() => {
    studio
      .sweep(new Date())
      .catch((error: unknown) => settings.log.error({ err: error }, "old renders not removed"));
  }, sweepEveryMs).unref();
  return {
    port,
    close: async () => {
      clearInterval(sweeping);
      server.close();
      server.closeAllConnections();
      await studio.close();
    },
  };
}
