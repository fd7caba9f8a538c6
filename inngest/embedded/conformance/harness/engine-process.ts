import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { bearerOf } from "../../sign.ts";
import { eventKey, signingKey } from "./keys.ts";
import { until } from "./until.ts";

export type EngineOptions = {
  databaseUrl: string;
  port: number;
  appUrl: string;
  /** Seconds between attempts, as in ENGINE_BACKOFF_SECONDS. */
  backoff?: string;
  /** False starts without waiting for the app's functions. */
  awaitFunctions?: boolean;
};
export type EngineProcess = {
  url: string;
  pid: number;
  output: () => string;
  exited: Promise<number | null>;
  kill: (signal: NodeJS.Signals) => Promise<number | null>;
};

const main = resolve(import.meta.dirname, "../../main.ts");

/** Starts the engine as a process of its own, without waiting for it. */
export function spawnEngine(options: EngineOptions): EngineProcess & { child: ChildProcess } {
  const child = spawn(process.execPath, [main], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      DATABASE_URL: options.databaseUrl,
      ENGINE_PORT: String(options.port),
      APP_URL: options.appUrl,
      INNGEST_EVENT_KEY: eventKey,
      INNGEST_SIGNING_KEY: signingKey,
      ENGINE_BACKOFF_SECONDS: options.backoff ?? "0.05",
      LOG_LEVEL: "info",
      NODE_ENV: "test",
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const exited = once(child, "exit").then(() => child.exitCode);
  return {
    child,
    url: `http://127.0.0.1:${options.port}`,
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Asks the engine's inspection API, signed as the admin pages sign. */
export async function inspect(
  url: string,
  path: string,
  method = "GET",
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL(`/inspect/${path}`, url), {
    method,
    headers: { authorization: `Bearer ${bearerOf(signingKey)}` },
  });
  return { status: response.status, body: await response.json() };
}

async function knowsFunctions(url: string): Promise<boolean> {
  try {
    const { body } = await inspect(url, "health");
    return JSON.stringify(body).includes('"lastSyncAt":"');
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Starts the engine and waits until it has the app's functions. */
export async function startEngineProcess(options: EngineOptions): Promise<EngineProcess> {
  const engine = spawnEngine(options);
  if (options.awaitFunctions === false) return engine;
  try {
    await until("the engine to know its functions", () => {
      if (engine.child.exitCode !== null) throw new Error("the engine left");
      return knowsFunctions(engine.url);
    });
  } catch (error) {
    await engine.kill("SIGKILL");
    throw new Error(`the engine did not start: ${engine.output()}`, { cause: error });
  }
  return engine;
}
