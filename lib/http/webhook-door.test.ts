import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webhookReceipts } from "#db/schema/index.ts";
import { createAnimaticProvider } from "#lib/providers/animatic.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { signWebhook } from "#lib/render/protocol.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { createWebhookDoor } from "./webhook-door.ts";

const secret = "a webhook secret for tests, longer than thirty-two";
const megabyte = 1024 * 1024;
const timeoutMs = 300;

describe("the webhook door", () => {
  let bench: TestBench;
  let server: Server;
  let verified = 0;

  beforeAll(async () => {
    bench = await createBench();
    const providers = createRegistry([createAnimaticProvider({ url: "http://127.0.0.1:9", secret })]);
    const context = () => {
      verified += 1;
      return bench.context({ kind: "system", source: "webhook" }, { providers });
    };
    const door = createWebhookDoor(context, timeoutMs);
    const params = Promise.resolve({ provider: "animatic" });
    server = createServer(
      getRequestListener((request) => door(request, { params }), { overrideGlobalObjects: false }),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await bench.close();
  });

  const port = () => (server.address() as AddressInfo).port;
  const post = (body: Uint8Array, signed: string) => {
    const headers = signWebhook(secret, "msg_1", signed, new Date());
    const init = { method: "POST", headers: { ...headers }, body: new Uint8Array(body) };
    return fetch(`http://127.0.0.1:${port()}/api/webhooks/animatic`, init);
  };

  /** Sends `head`, then what `more` gives at each beat until it is cut off or answered; all that came back. */
  async function drip(head: string, more: () => string | Buffer): Promise<{ heard: string; sent: number }> {
    const socket = connect(port(), "127.0.0.1");
    let heard = "";
    let sent = 0;
    const over = new Promise<void>((resolve) => {
      socket.on("data", (data) => {
        heard += data.toString();
        if (heard.includes("\r\n\r\n")) resolve();
      });
      socket.on("error", () => resolve());
      socket.on("close", () => resolve());
    });
    socket.write(`POST /api/webhooks/animatic HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`);
    const beat = setInterval(() => {
      const data = more();
      if (socket.writable && socket.writableLength < megabyte && socket.write(data)) sent += data.length;
    }, 5);
    await over;
    clearInterval(beat);
    socket.destroy();
    return { heard, sent };
  }

  it("cuts off a body that comes drop by drop", async () => {
    const before = verified;
    const { heard } = await drip("content-length: 100000", () => "a");
    expect(heard).toMatch(/^$|^HTTP\/1\.1 503/);
    expect(verified).toBe(before);
  });

  it("cuts off a body without a length after a megabyte", async () => {
    const before = verified;
    const chunk = `10000\r\n${"a".repeat(0x10000)}\r\n`;
    const { heard, sent } = await drip("transfer-encoding: chunked", () => chunk);
    expect(heard).toMatch(/^$|^HTTP\/1\.1 413/);
    expect(sent).toBeLessThan(8 * megabyte);
    expect(verified).toBe(before);
  });

  it("refuses a told length over a megabyte without reading", async () => {
    const { heard } = await drip(`content-length: ${megabyte + 1}`, () => "");
    expect(heard).toMatch(/^HTTP\/1\.1 413/);
  });

  it("verifies the very bytes: neither what is no UTF-8 nor a byte order mark is read as something else", async () => {
    const text = '{"type":"job.succeeded","more":"\ufffd"}';
    const mended = Buffer.from(text.replace("\ufffd", "\x01"));
    mended[mended.indexOf(1)] = 0xff;
    expect((await post(mended, text)).status).toBe(400);
    const plain = '{"type":"job.succeeded"}';
    expect((await post(Buffer.from(`\ufeff${plain}`), plain)).status).toBe(401);
    expect(await bench.db.select().from(webhookReceipts)).toEqual([]);
    expect((await post(Buffer.from(text), text)).status).toBe(200);
    expect(await bench.db.select().from(webhookReceipts)).toHaveLength(1);
  });
});
