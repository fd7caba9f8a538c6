import { existsSync, readFileSync } from "node:fs";
import { spawnGuarded } from "../start/guarded.mjs";
import { signalGroup } from "../start/run.mjs";

const stopSeconds = 20;

/**
 * Runs a program in its own group with its output on the terminal. Aborting asks it to end, and after 20 s makes it.
 * @param {string[]} args for Node
 * @param {Pick<import("./run-tests.mjs").TestPlace, "root" | "env" | "signal">} place
 * @param {Record<string, string>} [extra] environment @returns {Promise<number>} its exit code, 1 for a signal
 */
export function runNode(args, { root, env, signal }, extra = {}) {
  signal.throwIfAborted();
  return new Promise((done, fail) => {
    const child = spawnGuarded(process.execPath, args, {
      cwd: root,
      env: { ...env, ...extra },
      output: "inherit",
    });
    const { pid } = child;
    const abort = () => {
      if (!pid) return;
      child.kill("SIGINT");
      setTimeout(() => signalGroup(pid, "SIGKILL"), stopSeconds * 1000).unref();
    };
    signal.addEventListener("abort", abort, { once: true });
    child.once("error", fail);
    child.once("exit", (code) => {
      signal.removeEventListener("abort", abort);
      if (pid) signalGroup(pid, "SIGKILL");
      if (signal.aborted) fail(signal.reason);
      else done(code ?? 1);
    });
  });
}

/** A report written as JSON, or undefined when there is none. @param {string} file */
export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
