import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { guardProcess } from "#db/embedded/guard.ts";
import { eventually } from "./eventually.ts";

export type PartOptions = {
  name: string;
  /** Path of the program, from the root of the tree, and its arguments. */
  args: readonly string[];
  env: Record<string, string>;
  /** Answers, whatever it says, once the part listens. */
  url: string;
};

/** One process of a world. `output` is everything it and its predecessors printed. */
export type Part = {
  readonly pid: number | undefined;
  output(): string;
  /** Starts it, with further arguments for this life alone, and waits until it listens. */
  start(...args: string[]): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Ends it at once and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to end and waits until it is gone; returns the milliseconds that took. */
  stop(): Promise<number>;
  /** Settles with how the present process ends. */
  ended(): Promise<string>;
  /** Keeps it running from now on: a death is followed by a start, at once. */
  supervise(): void;
  deaths(): number;
};

const root = new URL("../../", import.meta.url);
const startSeconds = 120;
const restartMs = 250;
const listenMs = 10_000;

async function listens(url: string): Promise<boolean> {
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(listenMs) });
  await response.body?.cancel();
  return true;
}

export function createPart({ name, args, env, url }: PartOptions): Part {
  const lines: string[] = [];
  let child: ChildProcess | undefined;
  let ended: Promise<string> = Promise.resolve("never started");
  let supervised = false;
  let deaths = 0;

  /** Kept for the proof, and where `CHAOS_LOGS` names a folder, there too with its time. */
  function keep(line: string): void {
    lines.push(`${name}: ${line}`);
    const folder = process.env.CHAOS_LOGS;
    if (folder) appendFileSync(join(folder, `${name}.log`), `${new Date().toISOString()} ${line}\n`);
  }

  function launch(more: readonly string[]): void {
    const made = spawn(process.execPath, [...args, ...more], {
      cwd: root,
      env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", LOG_LEVEL: "info", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = made;
    keep(`started as ${made.pid}`);
    const guard = made.pid ? guardProcess(made.pid) : undefined;
    for (const stream of [made.stdout, made.stderr]) createInterface({ input: stream }).on("line", keep);
    ended = new Promise((done) => {
      made.once("exit", (code, signal) => {
        guard?.release();
        child = undefined;
        keep(`ended: ${signal ?? `exit code ${code}`}`);
        deaths += 1;
        done(signal ?? `exit code ${code}`);
        if (supervised) void pause(restartMs).then(() => supervised && !child && launch([]));
      });
    });
  }

  /** Settles when it listens; fails at once where it ended instead, and nothing starts it again. */
  async function ready(): Promise<void> {
    const listening = eventually(`${name} listens`, () => listens(url), startSeconds);
    if (supervised) return void (await listening);
    const died = ended.then((how) => {
      throw new Error(`${name} ended (${how}):\n${lines.slice(-15).join("\n")}`);
    });
    await Promise.race([listening, died]);
  }

  async function gone(signal: NodeJS.Signals): Promise<number> {
    supervised = false;
    const begun = performance.now();
    child?.kill("SIGCONT");
    child?.kill(signal);
    if (child) await ended;
    return performance.now() - begun;
  }

  return {
    get pid() {
      return child?.pid;
    },
    output: () => lines.join("\n"),
    async start(...more) {
      if (!child) launch(more);
      await ready();
    },
    signal: (signal) => void child?.kill(signal),
    kill: async () => void (await gone("SIGKILL")),
    stop: () => gone("SIGTERM"),
    ended: () => ended,
    supervise() {
      supervised = true;
      if (!child) launch([]);
    },
    deaths: () => deaths,
  };
}
