import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { fetchOutput } from "./fetch-output.ts";

let vendor: Server;
let store: Server;
let asked: { host: string; key: string | undefined }[];

const listen = async (server: Server): Promise<Server> => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
};
const address = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const note = (host: string, { headers }: IncomingMessage) => asked.push({ host, key: headers.authorization });
const get = async (url: string) =>
  text(await fetchOutput({ url, headers: { authorization: "Bearer key" }, bytesMax: 100 }, "simulated"));

beforeAll(async () => {
  store = await listen(
    createServer((request, response) => {
      note("store", request);
      response.end("clip");
    }),
  );
  vendor = await listen(
    createServer((request, response) => {
      note("vendor", request);
      const leads: Record<string, string> = {
        "/away": `${address(store)}/clip`,
        "/near": "/clip",
        "/round": "/round",
        "/file": "file:///etc/hostname",
        "/metadata": "http://169.254.169.254/latest/",
      };
      const to = leads[request.url ?? ""];
      if (to) response.writeHead(302, { location: to }).end();
      else response.writeHead(request.url === "/gone" ? 410 : 200).end("clip");
    }),
  );
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  vendor.close();
  store.close();
});

it("brings the vendor's headers to its own host, also after a redirect there", async () => {
  expect(await get(`${address(vendor)}/near`)).toBe("clip");
  expect(asked).toEqual([
    { host: "vendor", key: "Bearer key" },
    { host: "vendor", key: "Bearer key" },
  ]);
});

it("never brings them to another host", async () => {
  expect(await get(`${address(vendor)}/away`)).toBe("clip");
  expect(asked).toEqual([
    { host: "vendor", key: "Bearer key" },
    { host: "store", key: undefined },
  ]);
});

it("reads an output that came inline", async () => {
  expect(await get(`data:video/mp4;base64,${Buffer.from("clip").toString("base64")}`)).toBe("clip");
});

it.each([
  ["a file of this machine", "/file", "leads to file:"],
  ["a metadata service", "/metadata", "not read"],
  ["a circle", "/round", "ever further"],
  ["an expired output", "/gone", "410"],
])("throws for %s", async (_, path, message) => {
  await expect(get(`${address(vendor)}${path}`)).rejects.toThrow(message);
});

it("reads no file and no other scheme directly", async () => {
  await expect(get("file:///etc/hostname")).rejects.toThrow("cannot be read from file:");
});

it.each(["127.0.0.1", "2130706433", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "localhost"])(
  "reads nothing at %s for a vendor that is elsewhere",
  async (host) => {
    const { port } = new URL(address(vendor));
    const output = { url: `http://${host}:${port}/clip`, headers: {}, bytesMax: 100 };
    await expect(fetchOutput(output, "real")).rejects.toThrow();
    expect(asked).toEqual([]);
  },
);

it.each(["169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "[fe80::1]"])(
  "reads nothing at %s for anybody",
  async (host) => {
    const output = { url: `http://${host}/latest/`, headers: {}, bytesMax: 100 };
    await expect(fetchOutput(output, "embedded")).rejects.toThrow("not read");
  },
);
