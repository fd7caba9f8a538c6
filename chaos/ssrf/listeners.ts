import { createServer, type Server } from "node:net";

export type Listeners = { port: number; connections: () => number; close: () => Promise<void> };

const listen = (server: Server, host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, host, () => resolve(true));
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });

/** Ears on this machine's own addresses, all at one port; they count who connects and hang up. */
export async function startListeners(): Promise<Listeners> {
  let connections = 0;
  const ear = () =>
    createServer((socket) => {
      connections += 1;
      socket.on("error", () => undefined);
      socket.destroy();
    });
  const first = ear();
  if (!(await listen(first, "127.0.0.1", 0))) throw new Error("nothing can listen on 127.0.0.1");
  const address = first.address();
  if (address === null || typeof address === "string") throw new Error("the listener has no port");
  const { port } = address;
  const others = ["127.0.0.2", "127.1.1.1", "127.255.255.254", "::1"].map((host) => ({
    host,
    server: ear(),
  }));
  for (const { host, server } of others) await listen(server, host, port);
  return {
    port,
    connections: () => connections,
    async close() {
      for (const server of [first, ...others.map((other) => other.server)]) await close(server);
    },
  };
}
