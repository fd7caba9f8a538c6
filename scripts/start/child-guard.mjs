// Loaded before each supervised program: when the supervisor dies, its end of our standard input closes.
import { stdin } from "node:process";

stdin.on("error", leave);
stdin.on("close", leave);
stdin.on("end", leave);
stdin.resume();
stdin.unref?.();

let leaving = false;
function leave() {
  if (leaving) return;
  leaving = true;
  setTimeout(() => process.exit(1), 4000).unref();
  process.kill(process.pid, "SIGTERM");
}
