// Loaded before each program we start: when its starter dies, the starter's end of our standard input closes.
// Programs which that program forks load this file too; their parent is another one and they are left alone.
import { stdin } from "node:process";

const graceSeconds = 4;
let leaving = false;

function leave() {
  if (leaving) return;
  leaving = true;
  setTimeout(() => process.exit(1), graceSeconds * 1000).unref();
  process.kill(process.pid, "SIGTERM");
}

if (process.env.DAILIES_STARTER === String(process.ppid)) {
  for (const end of ["error", "end", "close"]) stdin.on(end, leave);
  stdin.resume();
  stdin.unref?.();
}
