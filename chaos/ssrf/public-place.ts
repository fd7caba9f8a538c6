import { createServer, type Server } from "node:http";
import { connect, type Socket } from "node:net";
import { buildConnector } from "undici";
import type { Dial } from "#lib/media/outbound/guarded-agent.ts";

/** An address of the internet that no proof really speaks to: its connections end at a server of the test. */
export const publicAddress = "93.184.216.34";

export type PublicPlace = {
  dial: Dial;
  /** Every address that was dialled and is not the public one. */
  breaches: string[];
  dialled: () => number;
  /** Requests that it heard. */
  heard: () => number;
  leadTo: (location: string | undefined, status?: number) => void;
  close: () => Promise<void>;
};

const isHere = (address: string): boolean =>
  /^127\./.test(address) || address === "::1" || address === "localhost";

/**
 * The only place out there: a server here which `dial` connects to for `publicAddress`. Dialling this machine truly
 * connects, so that listeners hear it; any other address is noted and goes nowhere.
 */
export async function openPublicPlace(): Promise<PublicPlace> {
  let location: string | undefined;
  let status = 302;
  let dialled = 0;
  let heard = 0;
  const server: Server = createServer((_request, response) => {
    heard += 1;
    if (location === undefined) response.writeHead(200, { "content-type": "video/mp4" }).end("clip");
    else response.writeHead(status, { location: encodeURI(location) }).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the place has no port");
  const truly = buildConnector({ timeout: 1_000 });
  const breaches: string[] = [];
  return {
    breaches,
    dialled: () => dialled,
    heard: () => heard,
    leadTo(to, by = 302) {
      location = to;
      status = by;
    },
    dial(options, done) {
      if (options.hostname === publicAddress) {
        dialled += 1;
        const socket: Socket = connect(address.port, "127.0.0.1");
        socket.once("connect", () => done(null, socket));
        socket.once("error", (error) => done(error, null));
        return;
      }
      breaches.push(options.hostname);
      if (isHere(options.hostname)) truly(options, done);
      else done(new Error("this address is out of bounds"), null);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
