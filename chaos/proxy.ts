import { connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A way between two parts that can be disturbed. What it does to open connections, it does to all of them. */
export type TcpProxy = {
  port: number;
  /** Resets every connection; new ones pass. */
  cut(): void;
  /** Resets every connection, and each new one, until `mend`. */
  close(): void;
  /** Takes bytes and passes none on, either way, until `mend`: the line is up and silent. */
  stall(): void;
  /** Passes on at most `bytesPerSecond` a connection and way, until `mend`. */
  slow(bytesPerSecond: number): void;
  /** Ends the way back to every caller, whose own way stays open. */
  halfClose(): void;
  /** Resets a connection as soon as its next answer begins, `times` times: the request arrived, its answer did not. */
  swallowAnswers(times: number): void;
  mend(): void;
  /** Connections that were ever opened, and answers that were swallowed. */
  counts(): { opened: number; swallowed: number };
  end(): Promise<void>;
};

type Mode = { kind: "pass" | "closed" | "stalled" } | { kind: "slow"; bytesPerSecond: number };
type Line = { caller: Socket; target: Socket };

const parcelBytes = 512;

/** A TCP proxy on a free loopback port before `targetPort` on loopback. */
export async function startProxy(targetPort: number): Promise<TcpProxy> {
  const lines = new Set<Line>();
  let mode: Mode = { kind: "pass" };
  let mended = Promise.withResolvers<void>();
  let answersToSwallow = 0;
  const counts = { opened: 0, swallowed: 0 };

  const drop = (line: Line): void => {
    lines.delete(line);
    line.caller.resetAndDestroy();
    line.target.resetAndDestroy();
  };

  async function send(to: Socket, bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      while (mode.kind === "stalled") await mended.promise;
      const parcel = mode.kind === "slow" ? bytes.subarray(at, at + parcelBytes) : bytes.subarray(at);
      if (mode.kind === "slow") await pause((parcel.length / mode.bytesPerSecond) * 1000);
      if (to.destroyed) return;
      if (!to.write(parcel)) await new Promise((resolve) => to.once("drain", resolve).once("close", resolve));
      at += parcel.length;
    }
  }

  async function carry(line: Line, from: Socket, to: Socket): Promise<void> {
    for await (const bytes of from) {
      if (from === line.target && answersToSwallow > 0) {
        answersToSwallow -= 1;
        counts.swallowed += 1;
        return drop(line);
      }
      await send(to, bytes);
    }
    while (mode.kind === "stalled") await mended.promise;
    to.end();
  }

  const server = createServer({ allowHalfOpen: true }, (caller) => {
    counts.opened += 1;
    const target = connect({ port: targetPort, host: "127.0.0.1", allowHalfOpen: true });
    const line = { caller, target };
    lines.add(line);
    for (const socket of [caller, target]) {
      socket.setNoDelay(true);
      socket.on("error", () => drop(line));
    }
    if (mode.kind === "closed") return drop(line);
    const both = [carry(line, caller, target), carry(line, target, caller)];
    void Promise.allSettled(both).then(() => drop(line));
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address && typeof address === "object") resolve(address.port);
    });
  });

  const mend = (): void => {
    mode = { kind: "pass" };
    answersToSwallow = 0;
    mended.resolve();
    mended = Promise.withResolvers();
  };
  const cut = (): void => {
    for (const line of [...lines]) drop(line);
  };
  return {
    port,
    cut,
    close() {
      mode = { kind: "closed" };
      cut();
    },
    stall() {
      mode = { kind: "stalled" };
    },
    slow(bytesPerSecond) {
      mode = { kind: "slow", bytesPerSecond };
    },
    halfClose() {
      for (const { caller } of lines) caller.end();
    },
    swallowAnswers(times) {
      answersToSwallow = times;
    },
    mend,
    counts: () => ({ ...counts }),
    async end() {
      mend();
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
