import { parseArgs } from "node:util";
import { startSimulator } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env.SIMULATOR_PORT || "8299" },
    host: { type: "string", default: "127.0.0.1" },
    origin: { type: "string" },
    seed: { type: "string", default: "1" },
    chaos: { type: "string", default: "0" },
    "job-seconds": { type: "string", default: process.env.SIMULATOR_JOB_SECONDS || "6" },
  },
});

function numberIn(name: string, value: string, min: number, max: number): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= min && number <= max) return number;
  console.error(`--${name} must be a number from ${min} to ${max}, not "${value}"`);
  process.exit(1);
}

const simulator = await startSimulator({
  port: numberIn("port", values.port, 0, 65535),
  host: values.host,
  ...(values.origin && { origin: values.origin }),
  seed: numberIn("seed", values.seed, 0, 2 ** 31),
  chaos: numberIn("chaos", values.chaos, 0, 1),
  jobSeconds: numberIn("job-seconds", values["job-seconds"], 0.1, 3600),
  prewarm: true,
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
console.log(`The simulator speaks every vendor's dialect on ${simulator.origin}`);

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => process.exit(0));
  });
}
