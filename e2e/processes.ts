import { execFileSync } from "node:child_process";
import { expect } from "@playwright/test";
import { installation } from "./installation.ts";

type Process = { pid: number; parent: number; state: string };

function running(): Process[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [pid, parent, state] = line.trim().split(/\s+/);
    return pid && parent && state ? [{ pid: Number(pid), parent: Number(parent), state }] : [];
  });
}

/** Process ids of the renders that run now: the renderer's living children. */
export function renders(): number[] {
  const { renderer } = installation();
  return running()
    .filter(({ parent, state }) => parent === renderer && !state.startsWith("Z"))
    .map(({ pid }) => pid);
}

/** Waits until a render runs and ends it as a crash would. */
export async function crashRender(): Promise<void> {
  await expect.poll(renders, { timeout: 60_000, intervals: [20] }).not.toEqual([]);
  for (const pid of renders()) process.kill(pid, "SIGKILL");
}
