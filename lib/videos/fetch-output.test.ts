import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { LinkDead } from "#lib/media/outbound/open-place.ts";
import { PlaceRefused, type Places } from "#lib/media/outbound/places.ts";
import { createDiskStorage } from "#lib/media/storage/disk.ts";
import { type Storage, TooLargeError } from "#lib/media/storage/types.ts";
import { fetchOutput } from "./fetch-output.ts";

let vendor: Server;
let store: Server;
let root: string;
let storage: Storage;
let asked: { host: string; key: string | undefined; cookie: string | undefined }[];

const listen = async (server: Server): Promise<Server> => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
};
const address = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const note = (host: string, { headers }: IncomingMessage) =>
  asked.push({ host, key: headers.authorization, cookie: headers.cookie });
const places = (...outputHosts: string[]): Places => ({ kind: "simulated", outputHosts });

async function get(url: string, at: Places = places(address(vendor), address(store)), bytesMax = 100) {
  const output = { url, headers: { authorization: "Bearer key" }, bytesMax };
  await fetchOutput({ parts: { storage } }, { output, places: at, key: "take/video.mp4" });
  return text(await storage.read("take/video.mp4"));
}

beforeAll(async () => {
  store = await listen(
    createServer((request, response) => {
      note("store", request);
      if (request.url === "/back") response.writeHead(302, { location: `${address(vendor)}/clip` }).end();
      else response.end("clip");
    }),
  );
  vendor = await listen(
    createServer((request, response) => {
      note("vendor", request);
      const leads: Record<string, string> = {
        "/away": `${address(store)}/clip`,
        "/away-and-back": `${address(store)}/back`,
        "/near": "/clip",
        "/round": "/round",
        "/file": "file:///etc/hostname",
        "/metadata": "http://169.254.169.254/latest/",
        "/user": `http://name:word@127.0.0.1/clip`,
        "/nowhere": "http://[/",
      };
      const to = leads[request.url ?? ""];
      if (to) response.writeHead(302, { location: to, "set-cookie": "a=b" }).end();
      else response.writeHead(request.url === "/gone" ? 410 : 200).end("clip");
    }),
  );
});
beforeEach(() => {
  asked = [];
  root = mkdtempSync(join(tmpdir(), "dailies-fetch-"));
  storage = createDiskStorage({ root });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
afterAll(() => {
  vendor.close();
  store.close();
});

it("brings the vendor's headers to its own host, also after a redirect there, and never a cookie", async () => {
  expect(await get(`${address(vendor)}/near`)).toBe("clip");
  const home = { host: "vendor", key: "Bearer key", cookie: undefined };
  expect(asked).toEqual([home, home]);
});

it.each(["/away", "/away-and-back"])("never brings them elsewhere, nor home again: %s", async (path) => {
  expect(await get(`${address(vendor)}${path}`)).toBe("clip");
  const [first, ...later] = asked.map(({ key }) => key);
  expect(first).toBe("Bearer key");
  expect(new Set(later)).toEqual(new Set([undefined]));
});

it("reads an output that came inline, and no more of it than a clip may have", async () => {
  expect(await get(`data:video/mp4;base64,${Buffer.from("clip").toString("base64")}`)).toBe("clip");
  await storage.remove("take/video.mp4");
  const large = `data:video/mp4;base64,${Buffer.alloc(200).toString("base64")}`;
  await expect(get(large)).rejects.toBeInstanceOf(TooLargeError);
});

it("takes a file that was copied before as it is, and asks nobody", async () => {
  expect(await get(`${address(vendor)}/clip`)).toBe("clip");
  asked = [];
  const output = { url: `${address(vendor)}/gone`, headers: {}, bytesMax: 100 };
  const at = { output, places: places(address(vendor)), key: "take/video.mp4" };
  expect(await fetchOutput({ parts: { storage } }, at)).toEqual({
    key: "take/video.mp4",
    bytes: 4,
    sha256: createHash("sha256").update("clip").digest("hex"),
  });
  expect(asked).toEqual([]);
});

it.each([
  ["a file of this machine", "/file", "scheme"],
  ["a metadata service", "/metadata", "host"],
  ["a place with a name and a word", "/user", "credentials"],
  ["a circle", "/round", "redirects"],
  ["nowhere", "/nowhere", "redirects"],
])("refuses an output that leads to %s", async (_, path, because) => {
  await expect(get(`${address(vendor)}${path}`)).rejects.toMatchObject({ name: "PlaceRefused", because });
});

it("says that a link ran out", async () => {
  await expect(get(`${address(vendor)}/gone`)).rejects.toBeInstanceOf(LinkDead);
});

it("reads no file and no other scheme directly", async () => {
  for (const url of ["file:///etc/hostname", "ftp://127.0.0.1/clip", "blob:x", "", "no link"])
    await expect(get(url)).rejects.toBeInstanceOf(PlaceRefused);
});

it("reads only the simulator's own origin for a simulated vendor, whatever else is allowed", async () => {
  const at = places(address(store), "127.0.0.1", "*", "*.0.0.1");
  await expect(get(`${address(vendor)}/clip`, at)).rejects.toBeInstanceOf(PlaceRefused);
  expect(asked).toEqual([]);
});

it.each(["127.0.0.1", "2130706433", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "localhost"])(
  "reads nothing at %s for a vendor that is elsewhere",
  async (host) => {
    const { port } = new URL(address(vendor));
    const real: Places = { kind: "real", outputHosts: ["https://api.example.com", "*.example.com"] };
    await expect(get(`http://${host}:${port}/clip`, real)).rejects.toBeInstanceOf(PlaceRefused);
    await expect(get(`https://${host}/clip`, real)).rejects.toBeInstanceOf(PlaceRefused);
    expect(asked).toEqual([]);
  },
);
