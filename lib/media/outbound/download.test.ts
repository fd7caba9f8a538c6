import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { TooLargeError } from "../storage/types.ts";
import { type DownloadLimits, download, PackedError, StartAgain } from "./download.ts";
import { LinkDead } from "./open-place.ts";
import { TooSlowError } from "./paced.ts";

const file = randomBytes(1_000_000);
const lenient: DownloadLimits = {
  bytesMax: 2_000_000,
  totalMs: 20_000,
  idleMs: 10_000,
  windowMs: 10_000,
  windowBytesMin: 1,
  resumesMax: 3,
  pauseMs: 1,
};

type Asked = { range: string | undefined; ifRange: string | undefined };
type Play = (request: IncomingMessage, response: ServerResponse, turn: number) => void;
let close: () => void = () => undefined;
afterEach(() => close());

async function serve(play: Play): Promise<{ url: URL; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ range: request.headers.range, ifRange: request.headers["if-range"]?.toString() });
    play(request, response, asked.length);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/clip`), asked };
}

async function read(url: URL, change: Partial<DownloadLimits> = {}, pauseMs = 0): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const limits = { ...lenient, ...change };
  for await (const chunk of download({ url, ownHeaders: {}, judge: () => "own", limits })) {
    chunks.push(chunk);
    if (pauseMs > 0) await pause(pauseMs);
  }
  return Buffer.concat(chunks);
}

const fromOf = ({ headers }: IncomingMessage): number =>
  Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);

/** Answers the file or the rest of it, at most `bytes` of it, and then breaks the connection where some is left. */
function giveAtMost(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: number,
  headers: object,
): void {
  const from = fromOf(request);
  const range = from > 0 ? { "content-range": `bytes ${from}-${file.length - 1}/${file.length}` } : {};
  response.writeHead(from > 0 ? 206 : 200, { "content-length": file.length - from, ...range, ...headers });
  const part = file.subarray(from, from + bytes);
  if (from + part.length === file.length) response.end(part);
  else response.write(part, () => setTimeout(() => response.destroy(), 20));
}

const strong = { etag: '"one"' };
const dated = { "last-modified": "Sat, 21 Nov 2026 10:00:00 GMT" };

it("comes whole", async () => {
  const { url, asked } = await serve((request, response) =>
    giveAtMost(request, response, file.length, strong),
  );
  expect(await read(url)).toEqual(file);
  expect(asked).toEqual([{ range: undefined, ifRange: undefined }]);
});

it.each([
  ["its strong ETag", strong, '"one"'],
  ["the date of its last change", { etag: 'W/"one"', ...dated }, dated["last-modified"]],
])("is resumed where it was cut off, held to %s, and no byte is read twice", async (_, headers, ifRange) => {
  let given = 0;
  const { url, asked } = await serve((request, response) => {
    given += Math.min(300_000, file.length - fromOf(request));
    giveAtMost(request, response, 300_000, headers);
  });
  expect(await read(url)).toEqual(file);
  expect(given).toBe(file.length);
  expect(asked.map(({ range }) => range)).toEqual(
    [undefined, 300_000, 600_000, 900_000].map((at) => at && `bytes=${at}-`),
  );
  expect(asked.slice(1).every((one) => one.ifRange === ifRange)).toBe(true);
});

it("is given up after so many cuts", async () => {
  const { url, asked } = await serve((request, response) => giveAtMost(request, response, 1000, strong));
  await expect(read(url)).rejects.toThrow();
  expect(asked).toHaveLength(lenient.resumesMax + 1);
});

it.each<[string, Play]>([
  ["changed", (_, response) => response.writeHead(200, { etag: '"two"' }).end(file)],
  ["cannot be had in parts", (_, response) => response.writeHead(200, strong).end(file)],
  ["is shorter now", (_, response) => response.writeHead(416).end()],
  [
    "is another part",
    (_, response) => response.writeHead(206, { "content-range": `bytes 0-999999/${file.length}` }).end(file),
  ],
  [
    "belongs to a longer file",
    (_, response) => response.writeHead(206, { "content-range": "bytes 1000-1999999/2000000" }).end("x"),
  ],
])("is to be read from the start where its rest %s", async (_, then) => {
  const { url, asked } = await serve((request, response, turn) =>
    turn === 1 ? giveAtMost(request, response, 1000, strong) : then(request, response, turn),
  );
  await expect(read(url)).rejects.toBeInstanceOf(StartAgain);
  expect(asked).toHaveLength(2);
});

it("is to be read from the start where nothing says that it is still the same", async () => {
  const { url, asked } = await serve((request, response) => giveAtMost(request, response, 1000, {}));
  await expect(read(url)).rejects.toBeInstanceOf(StartAgain);
  expect(asked).toHaveLength(1);
});

it("is refused before a byte is read where it says that it is too long", async () => {
  const { url } = await serve((request, response) => giveAtMost(request, response, 1000, strong));
  await expect(read(url, { bytesMax: file.length - 1 })).rejects.toBeInstanceOf(TooLargeError);
});

it("is cut at the cap where it never ends, and little more than the cap is taken from its place", async () => {
  let sent = 0;
  const block = Buffer.alloc(64 * 1024);
  const { url } = await serve((_, response) => {
    const pour = () => {
      while (!response.destroyed && response.write(block)) sent += block.length;
    };
    response.on("drain", pour);
    pour();
  });
  await expect(read(url, {}, 1)).rejects.toBeInstanceOf(TooLargeError);
  expect(sent).toBeLessThan(lenient.bytesMax + 16 * 1024 * 1024);
});

it("is cut where it drips, and its drip is not resumed for ever", async () => {
  const { url, asked } = await serve((_, response) => {
    response.writeHead(200, strong);
    const drip = setInterval(() => response.write("x"), 5);
    response.on("close", () => clearInterval(drip));
  });
  await expect(read(url, { windowMs: 100, windowBytesMin: 10_000, resumesMax: 0 })).rejects.toBeInstanceOf(
    TooSlowError,
  );
  expect(asked).toHaveLength(1);
});

it("is not cut because we are slow", async () => {
  const { url } = await serve((request, response) => giveAtMost(request, response, file.length, strong));
  expect(await read(url, { windowMs: 100, windowBytesMin: 20_000 }, 15)).toEqual(file);
});

it("is resumed where its place falls silent half way", async () => {
  const { url, asked } = await serve((request, response, turn) => {
    if (turn > 1) return giveAtMost(request, response, file.length, strong);
    response.writeHead(200, { ...strong, "content-length": file.length });
    response.write(file.subarray(0, 5000));
  });
  expect(await read(url, { idleMs: 300 })).toEqual(file);
  expect(asked[1]?.range).toBe("bytes=5000-");
});

it("ends with all its time, however often it might be resumed", async () => {
  const { url } = await serve((_, response) => {
    response.writeHead(200, strong);
    const drip = setInterval(() => response.write(file.subarray(0, 1000)), 5);
    response.on("close", () => clearInterval(drip));
  });
  await expect(read(url, { totalMs: 300, resumesMax: 100 })).rejects.toMatchObject({ name: "TimeoutError" });
});

it("is refused where it comes packed", async () => {
  const { url } = await serve((request, response) =>
    giveAtMost(request, response, file.length, { ...strong, "content-encoding": "gzip" }),
  );
  await expect(read(url)).rejects.toBeInstanceOf(PackedError);
});

it.each([401, 403, 404, 410])(
  "asks for a fresh link where its own answers %i, also half way",
  async (status) => {
    const dead = await serve((_, response) => response.writeHead(status).end("gone"));
    await expect(read(dead.url)).rejects.toBeInstanceOf(LinkDead);
    close();
    const dying = await serve((request, response, turn) =>
      turn === 1 ? giveAtMost(request, response, 1000, strong) : response.writeHead(status).end(),
    );
    await expect(read(dying.url)).rejects.toBeInstanceOf(LinkDead);
  },
);
