import { expect } from "vitest";
import { z } from "zod";
import { failureIn } from "#lib/testing/follow-job.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { readVendorSettings } from "#lib/vendor-settings.ts";
import { simulatorEnvironment } from "#simulator/environment.ts";
import { startSimulator } from "#simulator/server.ts";
import type { Observation, Operation, Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { vendorBuilders } from "../vendor-builders.ts";
import type { VendorCase } from "./vendor-case.ts";

/** `origin`: another server in the simulator's place; a service account still signs in at the simulator. */
export type Change = {
  origin?: string;
  environment?: Record<string, string>;
  totalTimeoutMs?: number;
  reachesUs?: boolean;
  now?: () => Date;
};

const words = "A paper boat crosses a puddle at dusk";
const booksSchema = z.object({
  dialects: z.array(z.object({ name: z.string(), requests: z.partialRecord(z.string(), z.number()) })),
});

const storable = z.record(z.string(), z.unknown());
/** As the database keeps a handle between two looks. */
const stored = (operation: Operation): Operation => storable.parse(JSON.parse(JSON.stringify(operation)));

/** A simulator of its own, and one vendor's adapter at it. Every submission counts, and none may repeat the prompt. */
export async function startBench(vendor: VendorCase) {
  const stumbles: unknown[] = [];
  const simulator = await startSimulator({
    jobSeconds: 0.12,
    onError: (error) => {
      stumbles.push(error);
    },
  });
  const environment = {
    ...simulatorEnvironment(simulator.origin),
    ...vendor.environment?.(simulator.core.secret),
  };
  let sequence = 0;

  function provider(change: Change = {}): Provider {
    const { origin = simulator.origin, reachesUs = true, totalTimeoutMs, now } = change;
    const entries = Object.entries({ ...environment, ...change.environment });
    const pointed = entries.map(([name, value]) => [
      name,
      name.endsWith("_URL") ? value.replace(simulator.origin, origin) : value,
    ]);
    const { values } = readVendorSettings(Object.fromEntries(pointed));
    const at = (baseUrl: string) => ({
      baseUrl,
      reachesUs,
      kind: "simulated" as const,
      ...(totalTimeoutMs !== undefined && { totalTimeoutMs }),
      ...(now && { now }),
    });
    const built = vendorBuilders[vendor.name](values, at);
    if (!built) throw new Error(`${vendor.name} is not connected`);
    return built;
  }

  const usual = provider();

  function request(fault = "", changes: Partial<SubmitRequest> = {}): SubmitRequest {
    sequence += 1;
    return submitRequest(vendor.card, {
      attemptId: `att_${process.pid}_${Date.now().toString(36)}_${sequence}`,
      prompt: `${words} ${sequence} ${fault}`.trim(),
      ...changes,
    });
  }

  async function requestsAt(door: string): Promise<number> {
    const answer = await fetch(`${simulator.origin}/_sim/ledger`);
    const { dialects } = booksSchema.parse(await answer.json());
    return dialects.find(({ name }) => name === vendor.name)?.requests[door] ?? 0;
  }

  /** Submits once and sees that it was sent once, or `sends` times where it never left. */
  async function submit(asked: SubmitRequest, from: Provider = usual, sends = 1): Promise<SubmitOutcome> {
    const before = await requestsAt("submit");
    const outcome = await from.submit(asked);
    expect((await requestsAt("submit")) - before, "paid calls").toBe(sends);
    expect(failureIn(outcome)?.message ?? "").not.toContain("paper boat");
    return outcome;
  }

  async function accepted(asked: SubmitRequest, from: Provider = usual): Promise<Operation> {
    const outcome = await submit(asked, from);
    if (outcome.kind !== "accepted") throw new Error(`refused: ${outcome.failure.message}`);
    expect(JSON.stringify(outcome.operation)).not.toContain("paper boat");
    return stored(outcome.operation);
  }

  /** Every look until the job is over, or until `until` says that enough was seen. */
  async function follow(
    operation: Operation,
    until: (seen: Observation) => boolean = () => false,
  ): Promise<Observation[]> {
    const looks: Observation[] = [];
    for (const end = Date.now() + 45_000; Date.now() < end; ) {
      const seen = await usual.observe(operation);
      looks.push(seen);
      if (seen.kind !== "pending" || until(seen)) return looks;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error("the job did not end");
  }

  return {
    simulator,
    usual,
    provider,
    environment,
    request,
    requestsAt,
    submit,
    accepted,
    follow,
    endOf: async (operation: Operation): Promise<Observation | undefined> => (await follow(operation)).at(-1),
    books: () => simulator.ledger.totals(vendor.name),
    stumbles: () => stumbles.splice(0),
    close: () => simulator.close(),
  };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;
