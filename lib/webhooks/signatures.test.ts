import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chaosSeed, isWhole } from "#chaos/seed.ts";
import type { Context } from "#lib/context.ts";
import { createWebhookDoor } from "#lib/http/webhook-door.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import {
  generic,
  type Scheme,
  type SignedCallback,
  schemes,
  secrets,
  standard,
  startSigners,
} from "#lib/testing/signed-callbacks.ts";

const numRuns = isWhole() ? 50_000 : 250;
const timeout = isWhole() ? 600_000 : 60_000;
const seconds = 1_800_000_000;
const seed = chaosSeed();
const idOf = (name: string) => name.replaceAll(/\W/g, "-");

type Outgoing = { body: Uint8Array; headers: Record<string, string> };

/** The message with one bit of its body, or of one header that the signature speaks for, turned over. */
function flipped({ body, headers }: SignedCallback, scheme: Scheme, at: number): Outgoing {
  const parts = [...(scheme.coversBody ? ["body"] : []), ...scheme.covered];
  const texts = parts.map((part) => Buffer.from(part === "body" ? body : (headers[part] ?? "")));
  const bytes = Buffer.concat(texts);
  const bit = at % (bytes.length * 8);
  const index = Math.floor(bit / 8);
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit % 8));
  const changed: Outgoing = { body: Buffer.from(body), headers: { ...headers } };
  let from = 0;
  parts.forEach((part, place) => {
    const to = from + (texts[place]?.length ?? 0);
    if (part === "body") changed.body = bytes.subarray(from, to);
    else changed.headers[part] = bytes.subarray(from, to).toString("latin1");
    from = to;
  });
  return changed;
}

const isSent = ({ headers }: Outgoing): boolean => {
  try {
    return [...new Headers(headers).values()].length > 0;
  } catch {
    return false;
  }
};

describe("signatures of callbacks", () => {
  let bench: TestBench;
  let signers: Awaited<ReturnType<typeof startSigners>>;
  let queries = 0;
  const real = () => bench.context({ kind: "system", source: "webhook" }, { providers: signers.providers });

  beforeAll(async () => {
    bench = await createBench();
    signers = await startSigners();
  });
  afterAll(async () => {
    await signers.close();
    await bench.close();
  });

  /** The status of the door's answer; every query it makes is counted. */
  async function knock(provider: string, { body, headers }: Outgoing, now: number): Promise<number> {
    const ctx = real();
    const counted = new Proxy(ctx.db, {
      get(target, name, receiver) {
        queries += 1;
        return Reflect.get(target, name, receiver);
      },
    });
    const context = (): Context => ({ ...ctx, db: counted, now: () => new Date(now * 1000) });
    const init = { method: "POST", headers, body: new Uint8Array(body) };
    const request = new Request(`http://localhost/api/webhooks/${provider}`, init);
    return (await createWebhookDoor(context)(request, { params: Promise.resolve({ provider }) })).status;
  }
  const asSent = ({ body, headers }: SignedCallback): Outgoing => ({ body: Buffer.from(body), headers });

  describe.each(schemes)("by %s", (name, scheme) => {
    it("hold as they were made", async () => {
      expect(await knock(scheme.provider, asSent(await scheme.make(seconds, idOf(name))), seconds)).toBe(200);
    });

    it(
      "hold for no message in which a single bit was turned over, and such a one costs no query",
      async () => {
        const message = await scheme.make(seconds, "job");
        const genuine = scheme.bytesOf(message.headers[scheme.signature] ?? "");
        let refused = 0;
        await fc.assert(
          fc.asyncProperty(fc.nat(), async (at) => {
            const changed = flipped(message, scheme, at);
            const isSame =
              changed.headers[scheme.signature] !== message.headers[scheme.signature] &&
              scheme.bytesOf(changed.headers[scheme.signature] ?? "") === genuine;
            if (isSame || !isSent(changed)) return;
            const before = queries;
            expect(await knock(scheme.provider, changed, seconds)).toBe(isUtf8(changed.body) ? 401 : 400);
            expect(queries).toBe(before);
            refused += 1;
          }),
          { numRuns, seed },
        );
        expect(refused).toBeGreaterThan(numRuns / 2);
      },
      timeout,
    );

    it("hold for five minutes before and after, and not a second longer", async () => {
      const message = asSent(await scheme.make(seconds, idOf(`${name} in time`)));
      for (const late of [-300, -1, 0, 299, 300])
        expect(await knock(scheme.provider, message, seconds + late), String(late)).toBe(200);
      const before = queries;
      const far = fc.oneof(fc.integer({ min: 301, max: 1e9 }), fc.integer({ min: -1e9, max: -301 }));
      const stale = fc.asyncProperty(far, async (late) => {
        expect(await knock(scheme.provider, message, seconds + late)).toBe(401);
      });
      await fc.assert(stale, { numRuns: 50, seed, examples: [[301], [-301]] });
      expect(queries).toBe(before);
    });
  });

  it.each([
    ["kling", (secret: string) => standard("kling", secret)],
    ["replicate", (secret: string) => standard("replicate", secret)],
    ["google-omni", (secret: string) => standard("google-omni", secret)],
    ["generic", (secret: string) => generic(secret)],
  ])(
    "of %s hold by the new secret and by the old one while both are set, and by no other",
    async (provider, by) => {
      const status = async (secret: string) =>
        knock(provider, asSent(await by(secret).make(seconds, idOf(`${provider} ${secret}`))), seconds);
      expect(await status(secrets.new)).toBe(200);
      expect(await status(secrets.old)).toBe(200);
      expect(await status(secrets.foreign)).toBe(401);
    },
  );
});
