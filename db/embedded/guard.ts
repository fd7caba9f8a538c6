import { spawn } from "node:child_process";

export interface Guard {
  release(): void;
}

// Blocks on its standard input; when that closes, its parent is gone: the server is told to shut down fast.
const script = `
read -r _
kill -INT "$1" 2>/dev/null
[ -z "$2" ] && exit 0
while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
rm -rf "$2"
`;

/** Ends `pid` when this process dies in any way, then removes `folder` if given. `release` before ending it yourself. */
export function guardProcess(pid: number, folder = ""): Guard {
  const child = spawn("/bin/sh", ["-c", script, "sh", String(pid), folder], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  return { release: () => void child.kill("SIGKILL") };
}
