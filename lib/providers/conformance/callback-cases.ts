import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { type Received, startReceiver } from "#simulator/testing/receiver.ts";
import { MalformedWebhook, type Operation, type Provider, type WebhookFacts } from "../types.ts";
import { signCallback } from "./sign-callback.ts";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

const path = "/api/webhooks/vendor?attempt=unguessable";
const stranger = `whsec_${Buffer.from("a stranger's secret, long enough").toString("base64")}`;
const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

/** Public keys of a stranger, as a vendor would publish them. */
function foreignKeys(): object {
  const ed = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
  return { keys: [{ ...ed }, { ...rsa, alg: "RS256" }] };
}

export function callbackCases(vendor: VendorCase, getBench: GetBench): void {
  const { callback } = vendor;
  if (!callback) return;

  describe("callbacks", () => {
    let receiver: Awaited<ReturnType<typeof startReceiver>> | undefined;
    let server: VendorServer | undefined;
    afterEach(async () => {
      await receiver?.close();
      await server?.close();
      receiver = server = undefined;
    });

    /** A finished job and the messages that came about it; the last one tells the end. */
    async function told(
      fault = "",
      copies = 1,
    ): Promise<{ operation: Operation; messages: Received[]; last: Received }> {
      const bench = getBench();
      await receiver?.close();
      receiver = await startReceiver();
      const callbackUrl = `${receiver.url}${path}`;
      const operation = await bench.accepted(bench.request(fault, { callbackUrl }));
      await bench.endOf(operation);
      const messages = await receiver.arrived(callback?.messages ? callback.messages * copies : 1);
      const last = messages.at(-1);
      if (!last) throw new Error("no callback came");
      return { operation, messages: [...messages], last };
    }

    const verify = (
      { headers, body }: Received,
      change: { rawBody?: string; headers?: Headers; now?: Date } = {},
      from: Provider = getBench().usual,
    ): Promise<WebhookFacts | undefined> =>
      from.verifyWebhook?.({ headers, rawBody: body, now: new Date(), ...change }) ??
      Promise.reject(new Error("the adapter takes no callbacks"));

    const read = (facts: WebhookFacts | undefined, operation: Operation) =>
      getBench().usual.readWebhook?.(facts?.payload ?? {}, operation);

    it.each(["", "[[fail]]", "[[late-policy]]"])(
      "of a take that ends %j say what a look says",
      async (fault) => {
        const { operation, messages, last } = await told(fault);
        expect(last.path).toContain("attempt=unguessable");
        for (const message of messages)
          expect(await verify(message)).toMatchObject({ verifiedBy: callback.verifiedBy });
        const seen = await getBench().usual.observe(operation);
        const spoken = read(await verify(last), operation);
        if (!callback.speaks) expect(spoken).toBeUndefined();
        else if (seen.kind === "succeeded")
          expect(spoken).toMatchObject({
            kind: "succeeded",
            costMicros: seen.costMicros,
            outputs: [{ headers: {} }],
          });
        else
          expect(spoken).toMatchObject({
            kind: "failed",
            failure: { kind: seen.kind === "failed" && seen.failure.kind },
          });
      },
    );

    it("carry the same event id however often they come, and another one for each event", async () => {
      const { messages } = await told("[[duplicate:3]]", 3);
      const ids = await Promise.all(messages.map(async (message) => (await verify(message))?.eventId));
      const bodies = new Set(messages.map(({ body }) => body));
      expect(ids).not.toContain(undefined);
      expect(messages.length).toBe(bodies.size * 3);
      expect(new Set(ids).size).toBe(bodies.size);
    });

    it("speak for no other job", async () => {
      const bench = getBench();
      const { operation, last } = await told();
      const other = await bench.accepted(bench.request());
      expect(other).not.toEqual(operation);
      expect(read(await verify(last), other)).toBeUndefined();
    });

    it("are asked for only where the vendor can reach us", async () => {
      const bench = getBench();
      const before = bench.simulator.outbox.sent().length;
      await bench.endOf(await bench.accepted(bench.request()));
      expect(bench.simulator.outbox.sent().length).toBe(before);
    });

    if (callback.verifiedBy === "unsigned") {
      it("that are no event are not taken", async () => {
        const { last } = await told();
        for (const rawBody of ["", "not json", "[]", "{}", "null"])
          expect(await verify(last, { rawBody })).toBeUndefined();
      });
      return;
    }

    it("are refused with a changed body, an old or a future time, or another signature", async () => {
      const { last } = await told();
      const covered = callback.verifiedBy !== "jwt";
      if (covered)
        for (const rawBody of [`${last.body} `, last.body.replace(/\d/, "0x"), "", "{}"])
          expect(await verify(last, { rawBody })).toBeUndefined();
      for (const seconds of [-302, 302]) expect(await verify(last, { now: later(seconds) })).toBeUndefined();
      for (const name of last.headers.keys()) {
        if (!/signature|timestamp/.test(name) || name === "x-atlascloud-webhook-signature") continue;
        const headers = new Headers(last.headers);
        headers.delete(name);
        expect(await verify(last, { headers }), `without ${name}`).toBeUndefined();
        headers.set(name, "1");
        expect(await verify(last, { headers }), `another ${name}`).toBeUndefined();
      }
      const spoilt = await told("[[badsig]]");
      expect(await verify(spoilt.last)).toBeUndefined();
    });

    it("are refused where a stranger's key made them", async () => {
      const bench = getBench();
      const { last } = await told();
      server = await startVendorServer((_, response) => answerJson(response, 200, foreignKeys()));
      const other = callback.secret
        ? bench.provider({
            environment: {
              [callback.secret]: stranger,
            },
          })
        : bench.provider({ origin: server.origin });
      expect(await verify(last, {}, other)).toBeUndefined();
    });

    if (!callback.secret) {
      it("are neither believed nor refused while the vendor's keys cannot be had", async () => {
        const bench = getBench();
        const { last } = await told();
        const other = bench.provider({ origin: "http://127.0.0.1:9" });
        await expect(verify(last, {}, other)).rejects.toThrow();
      });

      it("cost one fetch of the vendor's keys, however many come", async () => {
        const bench = getBench();
        const { last } = await told();
        const other = bench.provider();
        const before = await bench.requestsAt("other");
        await Promise.all(Array.from({ length: 8 }, () => verify(last, {}, other)));
        expect((await bench.requestsAt("other")) - before).toBe(1);
      });
    }

    const { withSecrets, secret } = callback;
    if (withSecrets && secret)
      it("hold while either of two secrets is in force", async () => {
        const bench = getBench();
        const { last } = await told();
        const own = bench.environment[secret] ?? "";
        const settings = { baseUrl: bench.simulator.origin, reachesUs: true, kind: "simulated" } as const;
        for (const secrets of [[own], [own, stranger], [stranger, own]])
          expect(await verify(last, {}, withSecrets(settings, secrets))).toBeDefined();
        expect(await verify(last, {}, withSecrets(settings, [stranger]))).toBeUndefined();
        for (const both of [`${stranger}, ${own}`, `${own},${stranger}`])
          expect(await verify(last, {}, bench.provider({ environment: { [secret]: both } }))).toBeDefined();
      });

    it("that are signed and no event are told apart from a bad signature", async () => {
      const { core } = getBench().simulator;
      const own = signCallback[vendor.name];
      const seconds = Math.floor(Date.now() / 1000);
      for (const body of ["not json", "[]", "null", '{"id":'])
        if (own) {
          const message = { path, body, headers: new Headers(await own(core, body, seconds)) };
          await expect(verify(message)).rejects.toThrow(MalformedWebhook);
        } else {
          const { last } = await told();
          await expect(verify(last, { rawBody: body })).rejects.toThrow(MalformedWebhook);
        }
    });

    if (vendor.name === "atlas-cloud")
      it("hold under a key that the vendor turned over, five seconds after the old one was fetched", async () => {
        const bench = getBench();
        let clock = Date.now();
        const turning = bench.provider({ now: () => new Date(clock) });
        expect(await verify((await told()).last, {}, turning)).toBeDefined();
        await fetch(`${bench.simulator.origin}/atlas-cloud/rotate-key`, { method: "POST" });
        const { last } = await told();
        expect(await verify(last, {}, turning)).toBeUndefined();
        clock += 5_000;
        expect(await verify(last, {}, turning)).toBeDefined();
      });
  });
}
