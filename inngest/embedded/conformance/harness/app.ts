import { createServer, type RequestListener } from "node:http";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { eventKey, signingKey } from "./keys.ts";
import type { World } from "./world.ts";

export type Build = (client: Inngest, world: World) => InngestFunction.Any[];
export type App = { client: Inngest; url: string; close: () => Promise<void> };
export type AppOptions = {
  engineUrl: string;
  /** Dev mode: no signatures, as against a local Inngest server. */
  dev?: boolean;
  port?: number;
  signingKey?: string;
  checkpointing?: boolean;
  streaming?: boolean;
  /** Sits between the engine and the functions, to break what passes. */
  between?: (listener: RequestListener) => RequestListener;
};

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

/** Tells the world how runs end, through the events that any Inngest server sends. */
function observers(client: Inngest, world: World): InngestFunction.Any[] {
  return ["finished", "cancelled"].map((verb) =>
    client.createFunction(
      { id: `observe-${verb}`, triggers: [{ event: `inngest/function.${verb}` }], retries: 0 },
      async ({ event }) => world.observe(event),
    ),
  );
}

/** Serves functions over HTTP on loopback, as an app would. */
export async function startApp(build: Build, world: World, options: AppOptions): Promise<App> {
  const client = new Inngest({
    id: "conformance",
    baseUrl: options.engineUrl,
    isDev: options.dev ?? false,
    eventKey,
    signingKey: options.signingKey ?? signingKey,
    logger: silent,
    ...(options.checkpointing === false && { checkpointing: false }),
  });
  const functions = [...build(client, world), ...observers(client, world)];
  const listener = serve({ client, functions, ...(options.streaming && { streaming: true }) });
  const server = createServer(options.between ? options.between(listener) : listener);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    client,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
