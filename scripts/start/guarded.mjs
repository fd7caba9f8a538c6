import { spawn } from "node:child_process";

const guard = new URL("./child-guard.mjs", import.meta.url).href;

/**
 * Starts a program at the head of a process group of its own. A Node program ends when this process dies, however it
 * dies; others are left to their end.
 * @param {string} command @param {string[]} args
 * @param {{ cwd: string, env: Record<string, string | undefined>, output: "pipe" | "inherit" | number }} options
 */
export function spawnGuarded(command, args, { cwd, env, output }) {
  const own = command === process.execPath ? ["--import", guard, ...args] : args;
  const child = spawn(command, own, {
    cwd,
    env: { ...env, DAILIES_STARTER: String(process.pid) },
    detached: true,
    stdio: ["pipe", output, output],
  });
  child.stdin?.on("error", () => undefined);
  return child;
}
