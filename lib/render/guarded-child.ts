import { fork } from "node:child_process";
import { readFile } from "node:fs/promises";

export type ChildLimits = { timeoutSeconds: number; memoryMb: number };

/** Why the process is gone. `started: false` means that it never ran. */
export type ChildEnd =
  | { kind: "exited"; detail: string }
  | { kind: "timeout" }
  | { kind: "memory" }
  | { kind: "aborted" };

export type GuardedChild = {
  /** A TypeScript file that waits for one message, answers with messages and exits by itself. */
  path: string;
  message: object;
  limits: ChildLimits;
  signal?: AbortSignal;
  onMessage(message: unknown): void;
};

const watchEveryMs = 200;
const pageBytes = 4096;

/** Resident bytes of a process where the system tells (Linux); elsewhere only the heap limit holds. */
async function residentBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "");
  return Number(text.split(" ")[1] ?? 0) * pageBytes;
}

/** Runs one message in a process of its own, with an empty environment, and kills it when it outgrows its limits. */
export function runGuardedChild(job: GuardedChild): Promise<ChildEnd> {
  const { limits, signal } = job;
  const child = fork(job.path, [], {
    execArgv: [`--max-old-space-size=${Math.floor(limits.memoryMb * 0.7)}`],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: { NODE_ENV: "production", NODE_WEBCODECS_FORCE: "static" },
  });
  let verdict: ChildEnd | undefined;
  const stop = (end: ChildEnd): void => {
    verdict ??= end;
    child.kill("SIGKILL");
  };
  const watch = setInterval(() => {
    if (!child.pid) return;
    void residentBytes(child.pid).then((bytes) => {
      if (bytes > limits.memoryMb * 1024 * 1024) stop({ kind: "memory" });
    });
  }, watchEveryMs);
  const timer = setTimeout(() => stop({ kind: "timeout" }), limits.timeoutSeconds * 1000);
  const onAbort = (): void => stop({ kind: "aborted" });
  signal?.addEventListener("abort", onAbort, { once: true });
  if (signal?.aborted) onAbort();
  child.on("message", job.onMessage);
  if (child.connected) child.send(job.message, () => undefined);
  return new Promise((resolve) => {
    const end = (detail: string): void => {
      clearInterval(watch);
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      resolve(verdict ?? { kind: "exited", detail });
    };
    child.once("error", (error) => end(`could not be started: ${error.message}`));
    child.once("close", (code, killed) => end(`ended with ${killed ?? code}`));
  });
}
