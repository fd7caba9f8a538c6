import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { chaosSeed } from "#chaos/seed.ts";
import { failureCode, failureKind } from "#lib/contract/failure.ts";
import { startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { startReceiver } from "#simulator/testing/receiver.ts";
import type { Observation, Provider } from "../types.ts";
import type { Bench } from "./bench.ts";
import { hostileBody, payloadOf, statuses } from "./hostile-answers.ts";
import { startRelay } from "./relay.ts";
import type { GetBench } from "./suite.ts";
import type { VendorCase } from "./vendor-case.ts";

const runs = 60;
const shown = z
  .string()
  .max(400)
  .refine((text) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text), "holds marks that are no text");
const micros = z.int().min(0);
const seconds = z.int().min(0).max(86_400);
const failure = z.strictObject({
  kind: failureKind,
  code: failureCode,
  message: shown,
  retryAfterSeconds: seconds.optional(),
  chargedMicros: micros.optional(),
});
const output = z.strictObject({
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()),
  bytesMax: micros,
});
const observation = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("pending"),
    progress: z.number().min(0).max(1).optional(),
    queuePosition: z.int().min(0).optional(),
  }),
  z.strictObject({
    kind: z.literal("succeeded"),
    outputs: z.array(output).min(1),
    costMicros: micros.nullable(),
  }),
  z.strictObject({ kind: z.literal("failed"), failure }),
  z.strictObject({ kind: z.literal("canceled"), chargedMicros: micros.optional() }),
  z.strictObject({ kind: z.literal("missing") }),
]);
const balance = z.strictObject({ availableMicros: z.int().nullable(), note: shown });

/** Bodies of a whole job, of its callbacks and of what else the vendor is asked, as the simulator tells them. */
async function record(bench: Bench, vendor: VendorCase): Promise<{ answers: string[]; callbacks: string[] }> {
  const answers: string[] = [];
  const receiver = await startReceiver();
  const relay = await startRelay(
    bench.simulator.origin,
    () => undefined,
    (body) => answers.push(body),
  );
  const from = bench.provider({ origin: relay.origin });
  const callbackUrl = `${receiver.url}/hook?attempt=unguessable`;
  for (const fault of ["", "[[fail]]"]) {
    const asked = bench.request(fault, { callbackUrl });
    const operation = await bench.accepted(asked, from);
    await bench.endOf(operation);
    await from.observe(operation);
    await from.findByToken?.(asked.attemptId);
  }
  await seen(from.balance?.());
  if (vendor.callback) await receiver.arrived(2 * vendor.callback.messages);
  const callbacks = receiver.received.map(({ body }) => body);
  await relay.close();
  await receiver.close();
  const refusals = vendor.refusals.map(({ body }) => JSON.stringify(body));
  const isObject = (text: string): boolean => /^[{[]/.test(text) && text.length < 100_000;
  return { answers: [...new Set([...answers, ...refusals])].filter(isObject), callbacks };
}

/** What the port documents, or an error that may be logged. */
async function seen<T>(question: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    expect(error).not.toBeInstanceOf(TypeError);
    expect(error).not.toBeInstanceOf(RangeError);
    expect(shown.safeParse(error.message).error, error.message).toBeUndefined();
    return undefined;
  }
}

const fits = (schema: z.ZodType, value: unknown): void =>
  expect(schema.safeParse(value).error, JSON.stringify(value)?.slice(0, 500)).toBeUndefined();

export function hostileAnswerCases(vendor: VendorCase, getBench: GetBench): void {
  describe("a vendor that answers anything at all", () => {
    let server: VendorServer | undefined;
    afterEach(() => server?.close());

    /** A vendor that answers every question alike; returns the adapter at it and what it is to answer next. */
    async function played(
      bench: Bench,
    ): Promise<{ from: Provider; say: (status: number, body: string) => void }> {
      let next = { status: 200, body: "" };
      server = await startVendorServer((_heard, response) => {
        response.writeHead(next.status, { "content-type": "application/json" }).end(next.body);
      });
      const from = bench.provider({ origin: server.origin });
      return {
        from,
        say: (status, body) => {
          next = { status, body };
        },
      };
    }

    it("is told in the words of the port or by an error, whatever it is asked", async () => {
      const bench = getBench();
      const { answers } = await record(bench, vendor);
      const { from, say } = await played(bench);
      await fc.assert(
        fc.asyncProperty(hostileBody(answers), statuses, async (body, status) => {
          say(status, body);
          const outcome = await from.submit(bench.request());
          if (outcome.kind === "refused") fits(failure, outcome.failure);
          else expect(from.jobIdOf(outcome.operation).length).toBeLessThanOrEqual(300);
          const operation = outcome.kind === "accepted" ? outcome.operation : vendor.operation;
          const told = await seen<Observation>(from.observe(operation));
          if (told) fits(observation, told);
          await seen(from.cancel?.(operation));
          const found = await seen(from.findByToken?.("att_1"));
          if (found?.kind === "accepted")
            expect(from.jobIdOf(found.operation).length).toBeLessThanOrEqual(300);
          const money = await seen(from.balance?.());
          if (money) fits(balance, money);
        }),
        { numRuns: runs, seed: chaosSeed() },
      );
      for (const heard of server?.heard ?? []) expect(heard.path).not.toContain("..");
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    }, 60_000);

    if (vendor.callback)
      it("is told in the words of the port also where it calls back", async () => {
        const bench = getBench();
        const { usual } = bench;
        const { callbacks } = await record(bench, vendor);
        await fc.assert(
          fc.asyncProperty(hostileBody(callbacks), async (body) => {
            const received = { headers: new Headers(), rawBody: body, now: new Date() };
            const facts = await seen(usual.verifyWebhook?.(received));
            if (facts) expect(facts.verifiedBy).toBe("unsigned");
            const payload = payloadOf(body);
            if (!payload) return;
            fits(z.string().max(300).optional(), usual.jobOf?.(payload));
            const told = usual.readWebhook?.(payload, vendor.operation);
            const id = usual.jobOf?.(payload);
            const own = id && usual.operationFor(id, bench.request().card);
            const aboutOwn = own && usual.readWebhook?.(payload, own);
            for (const one of [told, aboutOwn]) if (one) fits(observation, one);
          }),
          { numRuns: 5 * runs, seed: chaosSeed() },
        );
      }, 60_000);
  });
}
