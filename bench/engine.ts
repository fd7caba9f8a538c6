import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { freePort } from "#db/embedded/free-port.ts";
import { startPostgres } from "#db/embedded/start.ts";
import { type Build, startApp } from "#inngest/embedded/conformance/harness/app.ts";
import { startEngineProcess } from "#inngest/embedded/conformance/harness/engine-process.ts";
import { createWorld } from "#inngest/embedded/conformance/harness/world.ts";

const lengths = [10, 100];
const rounds = 7;

type Leg = { name: string; run: (steps: number) => Promise<number> };

const build: Build = (client, world) => [
  client.createFunction(
    { id: "steps", triggers: [{ event: "bench/steps" }], retries: 1 },
    async ({ event, step }) => {
      let sum = 0;
      for (let index = 0; index < event.data.steps; index++) sum += await step.run(`step ${index}`, () => 1);
      world.note(event.data.subject, performance.now());
      return sum;
    },
  ),
];

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Milliseconds from sending the event to the function's last line. */
async function engineLeg(name: string, databaseUrl: string, checkpointing: boolean) {
  const world = createWorld();
  const port = await freePort();
  const app = await startApp(build, world, { engineUrl: `http://127.0.0.1:${port}`, checkpointing });
  const engine = await startEngineProcess({ databaseUrl, port, appUrl: app.url });
  const run = async (steps: number) => {
    const subject = world.newSubject();
    const from = performance.now();
    await app.client.send({ name: "bench/steps", data: { steps, subject } });
    await world.ended(subject, "steps");
    return Number(world.notes(subject).at(-1)) - from;
  };
  const close = async () => {
    await engine.kill("SIGTERM");
    await app.close();
  };
  return { name, run, close };
}

function loopLeg(): Leg {
  return {
    name: "plain loop, nothing kept",
    run: async (steps) => {
      const from = performance.now();
      let sum = 0;
      for (let index = 0; index < steps; index++) sum += await Promise.resolve(1);
      return performance.now() - from + sum * 0;
    },
  };
}

async function commitLeg(databaseUrl: string): Promise<Leg & { close: () => Promise<void> }> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query("create table bench_step (run text, step int, value json, primary key (run, step))");
  return {
    name: "plain loop, one committed row a step",
    run: async (steps) => {
      const from = performance.now();
      for (let index = 0; index < steps; index++)
        await client.query({
          name: "keep",
          text: "insert into bench_step values ($1, $2, $3)",
          values: [`${from}`, index, "1"],
        });
      return performance.now() - from;
    },
    close: () => client.end(),
  };
}

async function createDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** Prints what a durable step costs, as milliseconds and as a multiple of a committed row, legs interleaved. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "dailies-bench-engine-"));
  const postgres = await startPostgres({ folder, temporary: true });
  const commits = await commitLeg(postgres.url);
  const engines = [
    await engineLeg("engine, checkpointing", await createDatabase(postgres.url, "with_checkpoints"), true),
    await engineLeg("engine, one call a step", await createDatabase(postgres.url, "without"), false),
  ];
  try {
    const kept = new Map<string, number[]>();
    for (let round = -1; round < rounds; round++) {
      for (const steps of lengths) {
        for (const leg of [loopLeg(), commits, ...engines]) {
          const key = `${leg.name}|${steps}`;
          const perStep = (await leg.run(steps)) / steps;
          if (round >= 0) kept.set(key, [...(kept.get(key) ?? []), perStep]);
        }
      }
    }
    report(kept);
  } finally {
    for (const engine of engines) await engine.close();
    await commits.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(kept: Map<string, number[]>): void {
  for (const steps of lengths) {
    const control = median(kept.get(`plain loop, one committed row a step|${steps}`) ?? []);
    for (const [key, values] of kept) {
      const [name, length] = key.split("|");
      if (Number(length) !== steps) continue;
      const cost = median(values);
      console.log(
        `${String(steps).padStart(4)} steps  ${cost.toFixed(3).padStart(8)} ms a step  ${(cost / control).toFixed(2).padStart(7)} × a committed row  ${name}`,
      );
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run();
