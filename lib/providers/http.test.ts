import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { createVendorClient, retryAfterSeconds, submitSilence, VendorSilence } from "./http.ts";

let server: VendorServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Respond = Parameters<typeof startVendorServer>[0];

async function clientOf(respond: Respond, settings = {}) {
  server = await startVendorServer(respond);
  return createVendorClient({
    label: "The vendor",
    baseUrl: `${server.origin}/base/`,
    headers: () => ({ authorization: "Bearer key" }),
    totalTimeoutMs: 400,
    ...settings,
  });
}

async function silenceOf(call: Promise<unknown>): Promise<VendorSilence> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(VendorSilence);
  return error instanceof VendorSilence ? error : new VendorSilence("none", false, error);
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return address && typeof address === "object" ? address.port : 1;
}

describe("a vendor's HTTP door", () => {
  it("sends the body, the query and the key below the base address, on a connection of its own", async () => {
    const ask = await clientOf((heard, response) => answerJson(response, 200, { heard: heard.body }));
    const answer = await ask("POST", "/jobs", { query: { a: "1 2" }, json: { prompt: "x" } });
    expect(answer).toMatchObject({ status: 200, json: { heard: '{"prompt":"x"}' } });
    const [heard] = server?.heard ?? [];
    expect(heard).toMatchObject({ method: "POST", path: "/base/jobs" });
    expect(heard?.query.get("a")).toBe("1 2");
    expect(heard?.headers).toMatchObject({
      authorization: "Bearer key",
      "content-type": "application/json",
      connection: "close",
    });
  });

  it.each(["https://127.0.0.1:9/x", "///127.0.0.1:9/x", "../../x", "..%2f/../x/../../y", "/%2e%2e/%2e%2e/x"])(
    "takes its key to no place beside the base address, whatever a path says: %s",
    async (path) => {
      const ask = await clientOf((_heard, response) => answerJson(response, 200, {}));
      await expect(ask("GET", path)).rejects.toThrow("leads away");
      expect(server?.heard).toEqual([]);
    },
  );

  it("proves that nothing was sent where nobody listens", async () => {
    const ask = createVendorClient({
      label: "The vendor",
      baseUrl: `http://127.0.0.1:${await closedPort()}`,
      headers: () => ({}),
    });
    const silence = await silenceOf(ask("POST", "/jobs", { json: {} }));
    expect(silence.sent).toBe(false);
    expect(submitSilence(silence)).toMatchObject({ kind: "transient", code: "provider_unavailable" });
  });

  it("proves that nothing was sent where the name does not exist", async () => {
    const baseUrl = "http://no-such-host.invalid";
    const ask = createVendorClient({ label: "The vendor", baseUrl, headers: () => ({}) });
    expect((await silenceOf(ask("POST", "/jobs", { json: {} }))).sent).toBe(false);
  });

  it("proves that nothing was sent where the credential could not be had", async () => {
    const ask = await clientOf((_, response) => answerJson(response, 200, {}), {
      headers: () => Promise.reject(new VendorSilence("no token", true, undefined)),
    });
    expect((await silenceOf(ask("POST", "/jobs"))).sent).toBe(false);
    expect(server?.heard).toEqual([]);
  });

  it.each<[string, Respond]>([
    ["a silence after the request", () => undefined],
    ["a reset after the request", (_, response) => response.socket?.resetAndDestroy()],
    ["a connection closed without an answer", (_, response) => response.socket?.end()],
    [
      "a body that stops in the middle",
      (_, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"id":');
        setImmediate(() => response.socket?.destroy());
      },
    ],
    [
      "a body that drips past the total timeout",
      (_, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        const drip = setInterval(() => response.write(" "), 20);
        response.on("close", () => clearInterval(drip));
      },
    ],
    ["a body above the cap", (_, response) => answerJson(response, 200, { text: "x".repeat(5_000) })],
    [
      "a body without an end",
      (_, response) => {
        response.writeHead(200);
        const pour = () => {
          while (!response.destroyed && response.write("x".repeat(1_000)));
          response.once("drain", pour);
        };
        pour();
      },
    ],
    ["something that is not HTTP", (_, response) => response.socket?.end("no such protocol\r\n\r\n")],
  ])("leaves it open whether the job exists after %s, and sends once", async (_, respond) => {
    const ask = await clientOf(respond, { responseBytesMax: 4_000 });
    const silence = await silenceOf(ask("POST", "/jobs", { json: {} }));
    expect(silence.sent).toBe(true);
    expect(submitSilence(silence)).toMatchObject({ kind: "ambiguous", code: "submit_ambiguous" });
    expect(server?.heard).toHaveLength(1);
  });

  it("gives a large body the time it needs on its way, and an answer no longer than before", async () => {
    const ask = await clientOf((_, response) => {
      const answer = setTimeout(() => answerJson(response, 200, {}), 800);
      response.on("close", () => clearTimeout(answer));
    });
    expect((await ask("POST", "/jobs", { body: "x".repeat(1_000_000) })).status).toBe(200);
    expect((await silenceOf(ask("POST", "/jobs", { body: "x" }))).sent).toBe(true);
  });

  it("follows no redirect, so that a key never goes elsewhere", async () => {
    const ask = await clientOf((_, response) => answerJson(response, 307, {}, { location: "/base/other" }));
    expect((await ask("POST", "/jobs", { json: {} })).status).toBe(307);
    expect(server?.heard).toHaveLength(1);
  });

  it("hands over a body that is not JSON as text alone", async () => {
    const ask = await clientOf((_, response) => response.writeHead(502).end("<html>Bad gateway</html>"));
    const answer = await ask("GET", "/jobs");
    expect(answer).toMatchObject({ status: 502, text: "<html>Bad gateway</html>", json: undefined });
  });

  it("keeps keys and bodies out of its messages", async () => {
    const ask = await clientOf((_, response) => response.socket?.destroy());
    const { message } = await silenceOf(ask("POST", "/jobs", { json: { prompt: "a secret prompt" } }));
    expect(message).not.toMatch(/key|secret|prompt|127\.0\.0\.1/);
  });
});

describe("Retry-After", () => {
  const now = new Date("2026-11-20T10:00:00Z");
  it.each([
    ["7", 7],
    ["0.4", 1],
    ["Fri, 20 Nov 2026 10:00:30 GMT", 30],
    ["Fri, 20 Nov 2026 09:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
  ])("reads %j as %s seconds", (value, seconds) => {
    expect(retryAfterSeconds(new Headers({ "retry-after": value }), now)).toBe(seconds);
  });
});
