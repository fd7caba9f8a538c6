import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { freePort } from "#db/embedded/free-port.ts";
import { type Installation, startProduct } from "./installation.ts";

/** Seconds a simulated job takes: long enough to be seen at work, short for a run of many. */
const jobSeconds = "1.5";

/** `url` answers with the data folder; `stop` ends the installation, if one was started. */
export type SimulatedOffer = { url: string; stop(): Promise<void> };

/**
 * Offers a second installation, with simulated vendors in `dataDir`, to the processes of a test run: it starts when it is
 * first asked for, once, and outlives the worker that asked.
 */
export async function offerSimulated(dataDir: string): Promise<SimulatedOffer> {
  let started: Promise<Installation> | undefined;
  const start = async (): Promise<Installation> =>
    startProduct({
      port: String(await freePort()),
      dataDir,
      simulated: true,
      environment: { DAILIES_LIBRARY: "0", SIMULATOR_JOB_SECONDS: jobSeconds },
    });
  const server = createServer((_request, response) => {
    started ??= start();
    started.then(
      () => response.end(dataDir),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  const port = await new Promise<number>((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address && typeof address === "object") done(address.port);
      else fail(new Error("no port"));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      const [ended] = await Promise.allSettled([started]);
      if (ended.status === "fulfilled") await ended.value?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
