import { z } from "zod";

const task = z.object({
  id: z.string(),
  dialect: z.string(),
  externalId: z.string().optional(),
  state: z.enum(["queued", "running", "succeeded", "failed", "canceled", "expired"]),
  priceMicros: z.number(),
  chargedMicros: z.number(),
  acceptedAt: z.number(),
});
const books = z.object({
  tasks: z.array(task),
  dialects: z.array(z.object({ name: z.string(), requests: z.record(z.string(), z.number()) })),
});
/** One task in the simulator's own ledger: the witness that is none of ours. */
export type SimulatedTask = z.infer<typeof task>;
export type PlacedFault = {
  fault: string;
  dialect?: string;
  door?: string;
  argument?: string;
  times?: number;
};

/** Reads the simulator's books and places faults, from outside. */
export function simulatorAt(origin: string) {
  const post = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(origin + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the simulator said ${response.status}: ${await response.text()}`);
  };
  const read = async () => books.parse(await (await fetch(`${origin}/_sim/ledger`)).json());
  return {
    origin,
    tasks: async (): Promise<SimulatedTask[]> => (await read()).tasks,
    /** How often a door of a dialect was asked. */
    async requests(dialect: string, door: string): Promise<number> {
      return (await read()).dialects.find(({ name }) => name === dialect)?.requests[door] ?? 0;
    },
    place: (fault: PlacedFault) => post("/_sim/faults", fault),
    balance: (dialect: string, micros: number) => post("/_sim/balance", { dialect, micros }),
    async clearFaults(): Promise<void> {
      await fetch(`${origin}/_sim/faults`, { method: "DELETE" });
    },
  };
}
export type SimulatorClient = ReturnType<typeof simulatorAt>;
