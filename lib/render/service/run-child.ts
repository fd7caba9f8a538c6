import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type ChildOrder, type ChildReport, childReport } from "../child-protocol.ts";
import type { JobErrorCode } from "../protocol.ts";

export type RunLimits = { timeoutSeconds: number; memoryMb: number };
export type RunResult =
  | { ok: true; frames: number; encoder: string }
  | { ok: false; code: JobErrorCode; message: string };

const childPath = fileURLToPath(new URL("../child.ts", import.meta.url));
const watchEveryMs = 250;

/** Resident bytes of a process where the system tells (Linux); elsewhere the child's own reports count. */
async function residentBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "");
  return Number(text.split(" ")[1] ?? 0) * 4096;
}

function startChild(limits: RunLimits): ChildProcess {
  return fork(childPath, [], {
    execArgv: [
      `--max-old-space-size=${Math.floor(limits.memoryMb * 0.7)}`,
      "--disable-warning=ExperimentalWarning",
    ],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: { NODE_ENV: "production", NODE_WEBCODECS_FORCE: "static" },
  });
}

/**
 * One render in a process of its own. Resolves when that process is gone; aborting kills it.
 * A child over its time or memory is killed and reported as such.
 */
export function runChild(
  order: ChildOrder,
  limits: RunLimits,
  signal: AbortSignal,
  onReport: (report: ChildReport) => void,
): Promise<RunResult> {
  const child = startChild(limits);
  let result: RunResult | undefined;
  const stop = (verdict: RunResult): void => {
    result ??= verdict;
    child.kill("SIGKILL");
  };
  const check = (bytes: number): void => {
    if (bytes <= limits.memoryMb * 1024 * 1024) return;
    stop({ ok: false, code: "memory", message: `The render needed more than ${limits.memoryMb} MB` });
  };
  const watch = setInterval(() => {
    if (child.pid) void residentBytes(child.pid).then(check);
  }, watchEveryMs);
  const timer = setTimeout(() => {
    stop({ ok: false, code: "timeout", message: `The render took longer than ${limits.timeoutSeconds} s` });
  }, limits.timeoutSeconds * 1000);
  const onAbort = (): void => stop({ ok: false, code: "crashed", message: "The render was stopped" });
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  child.on("message", (message) => {
    const parsed = childReport.safeParse(message);
    if (!parsed.success) return;
    const report = parsed.data;
    if (report.type === "ready") child.send(order);
    if (report.type === "progress") check(report.rssBytes);
    if (report.type === "done") result ??= { ok: true, frames: report.frames, encoder: report.encoder };
    if (report.type === "failed") result ??= { ok: false, code: report.code, message: report.message };
    onReport(report);
  });
  return new Promise((resolve) => {
    const end = (reason: string): void => {
      clearInterval(watch);
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      resolve(result ?? { ok: false, code: "crashed", message: reason });
    };
    child.once("error", (error) => end(`The render could not be started: ${error.message}`));
    child.once("close", (code, killed) => end(`The render ended early (${killed ?? code})`));
  });
}
