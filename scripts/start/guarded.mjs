import { spawn } from "node:child_process";

const guard = new URL("./child-guard.mjs", import.meta.url).href;

/**
 * Starts a Node program at the head of a process group of its own, which ends when this process dies, however it dies.
 * @param {string[]} args @param {{ cwd: string, env: Record<string, string | undefined>, output: "pipe" | "inherit" }} options
 */
export function spawnGuarded(args, { cwd, env, output }) {
  const child = spawn(process.execPath, ["--import", guard, ...args], {
    cwd,
    env: { ...env, DAILIES_STARTER: String(process.pid) },
    detached: true,
    stdio: ["pipe", output, output],
  });
  child.stdin?.on("error", () => undefined);
  return child;
}
