import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the ports that systems give to outgoing connections (Linux: from 32768), and above the well-known ones. */
const [first, end] = [20_000, 32_000];
const triesMax = 100;
const given = new Set<number>();

function isFree(port: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error) => {
      if ("code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES")) done(false);
      else fail(error);
    });
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => done(true)));
  });
}

/**
 * A loopback port which nothing uses at this moment, and which this process was not given before. No outgoing connection
 * takes it until it is used, nor while its user is being restarted.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < triesMax; tries++) {
    const port = randomInt(first, end);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`No port from ${first} to ${end - 1} was free in ${triesMax} tries.`);
}
