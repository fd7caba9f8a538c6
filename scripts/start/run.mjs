import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { Fault, isDiskFull } from "./fault.mjs";
import { spawnGuarded } from "./guarded.mjs";

/**
 * @typedef {{ what: string, cwd: string, env: Record<string, string | undefined>, log: string, signal: AbortSignal }} RunOptions
 */

const killSeconds = 3;

/** What a failed program said, for a message of a few lines: its errors, then its end. @param {string} text */
export function tail(text) {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const said = lines.filter((line) => line.trim() !== "" && !/^\s+at /.test(line));
  const errors = said.filter((line) => /\b(\w*Error|error|ERR!)\b/.test(line)).slice(0, 4);
  return [...new Set([...errors, ...said.slice(-8)])].join("\n");
}

/** Signals a process and all its children; it leads its own group. @param {number} pid @param {NodeJS.Signals} signal */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * Runs a program to its end with its output in `log`. Throws a Fault with the last lines when it fails;
 * aborting ends it and its children.
 * @param {string} command @param {string[]} args @param {RunOptions} options @returns {Promise<void>}
 */
export function run(command, args, options) {
  options.signal.throwIfAborted();
  mkdirSync(dirname(options.log), { recursive: true });
  const fd = openSync(options.log, "w", 0o600);
  return new Promise((done, fail) => {
    const child = spawnGuarded(command, args, { cwd: options.cwd, env: options.env, output: fd });
    closeSync(fd);
    const abort = () => {
      const { pid } = child;
      if (!pid) return;
      signalGroup(pid, "SIGTERM");
      setTimeout(() => signalGroup(pid, "SIGKILL"), killSeconds * 1000).unref();
    };
    options.signal.addEventListener("abort", abort, { once: true });
    child.once("error", (error) => fail(new Fault(`${options.what}: ${error.message}`, error)));
    child.once("exit", (code, signal) => {
      options.signal.removeEventListener("abort", abort);
      if (options.signal.aborted) return fail(options.signal.reason);
      if (code === 0) return done();
      const said = readFileSync(options.log, "utf8");
      const cause = isDiskFull(said) ? "ENOSPC" : undefined;
      fail(
        new Fault(
          `${options.what} (${signal ?? `exit code ${code}`}).\n${tail(said)}\nAll of it: ${options.log}`,
          cause,
        ),
      );
    });
  });
}
