import { afterEach, expect, test } from "vitest";
import { startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { sendPicture } from "./send-picture.ts";

let server: VendorServer | undefined;
afterEach(() => server?.close());

const parcel = { label: "The vendor’s storage", method: "PUT", baseUrl: "https://api.example.com" } as const;
const body = new Uint8Array([1, 2, 3]);

test("a picture goes to the vendor's own address, with the query and without a key", async () => {
  server = await startVendorServer((_heard, response) => response.writeHead(200).end());
  await sendPicture({ ...parcel, to: `${server.origin}/up?signature=s`, baseUrl: server.origin }, { body });
  expect(server.heard[0]).toMatchObject({ method: "PUT", path: "/up" });
  expect(server.heard[0]?.query.get("signature")).toBe("s");
  expect(server.heard[0]?.headers).not.toHaveProperty("authorization");
});

test("a place that takes no picture says so, and a redirect is not followed", async () => {
  server = await startVendorServer((_heard, response) => response.writeHead(302, { location: "/on" }).end());
  const sent = sendPicture({ ...parcel, to: `${server.origin}/up`, baseUrl: server.origin }, { body });
  await expect(sent).rejects.toThrow("302");
  expect(server.heard).toHaveLength(1);
});

test.each([
  ["another port of this machine", (port: number) => `http://127.0.0.1:${port}/up`],
  ["this machine by name", (port: number) => `http://localhost:${port}/up`],
  ["https without a certificate of anybody", (port: number) => `https://127.0.0.1:${port}/up`],
  ["a name that is not of the internet", () => "https://metadata.internal/up"],
  ["the cloud's own data", () => "http://169.254.169.254/latest"],
  ["a private address", () => "https://10.0.0.1/up"],
  ["a number for an address", () => "https://2130706433/up"],
  ["an address of IPv6 that stands for another", () => "https://[::ffff:127.0.0.1]/up"],
  ["a host with a password", () => "https://user:secret@storage.example.com/up"],
  ["another port of the internet", () => "https://storage.example.com:8443/up"],
])("a picture is never sent to %s", async (_name, placeAt) => {
  server = await startVendorServer((_heard, response) => response.writeHead(200).end());
  const to = placeAt(Number(new URL(server.origin).port));
  await expect(sendPicture({ ...parcel, to }, { body })).rejects.toThrow("not of the internet");
  expect(server.heard).toEqual([]);
});

test.each(["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"])(
  "a name of the internet that leads to %s is not connected to",
  async (address) => {
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return [{ address }];
    };
    const to = "https://storage.example.com/up";
    await expect(sendPicture({ ...parcel, to, resolve }, { body })).rejects.toThrow("PlaceRefused");
    expect(asked).toEqual(["storage.example.com"]);
  },
);
