import { expect } from "@playwright/test";
import { z } from "zod";
import { installation } from "./installation.ts";

const task = z.object({
  id: z.string(),
  dialect: z.string(),
  model: z.string(),
  priceMicros: z.int(),
  chargedMicros: z.int(),
  refundedMicros: z.int(),
  state: z.string(),
});
const books = z.object({
  dialects: z.array(z.object({ name: z.string(), requests: z.record(z.string(), z.int()) })),
  tasks: z.array(task),
  deliveries: z.array(
    z.object({ dialect: z.string(), job: z.string(), attempts: z.int(), answer: z.string() }),
  ),
});
export type Task = z.infer<typeof task>;

export type PlacedFault = {
  dialect: string;
  fault: string;
  door?: string;
  argument?: string;
  times?: number;
};

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const { simulatorUrl } = installation();
  if (!simulatorUrl) throw new Error("This installation has no simulated vendors.");
  const answer = await fetch(`${simulatorUrl}/_sim/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(answer.ok, `${method} ${path}: ${text}`).toBe(true);
  return text === "" ? undefined : JSON.parse(text);
}

/** The vendors' side, from the moment it was made: what they took, charged and were asked; and what goes wrong there. */
export async function watchVendors() {
  const read = async () => books.parse(await ask("GET", "ledger"));
  const before = new Set((await read()).tasks.map(({ id }) => id));
  return {
    /** Tasks that were taken since, newest first. */
    tasks: async (): Promise<Task[]> => (await read()).tasks.filter(({ id }) => !before.has(id)),
    deliveries: async (job: string) => (await read()).deliveries.filter((sent) => sent.job === job),
    /** Requests at a door of a vendor since the simulator began. */
    requests: async (dialect: string, door: string): Promise<number> =>
      (await read()).dialects.find(({ name }) => name === dialect)?.requests[door] ?? 0,
    place: (fault: PlacedFault) => ask("POST", "faults", fault),
    clearFaults: () => ask("DELETE", "faults"),
  };
}
export type Vendors = Awaited<ReturnType<typeof watchVendors>>;
