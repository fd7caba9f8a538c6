import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { stopped } from "./enter.mjs";
import { Fault } from "./fault.mjs";
import { spawnGuarded } from "./guarded.mjs";
import { openRotatingLog, terminalLine } from "./logs.mjs";
import { dim, say } from "./report.mjs";
import { signalGroup, tail } from "./run.mjs";

/**
 * @typedef {{ name: string, args: string[], cwd: string, env: Record<string, string | undefined>, url: string,
 *   logs: string, verbose: boolean, onPid: (pid: number | undefined) => void }} PartOptions
 */

const startSeconds = 120;
const settledSeconds = 30;
const startAttemptsMax = 3;

/** Any answer at all means that the part listens. @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** Delay before restart `count`, in milliseconds: 0.25 s doubling to 15 s. @param {number} count from 0 */
export const backoff = (count) => Math.min(15_000, 250 * 2 ** count);

/** One of the product's own processes: started, restarted when it dies, its output kept in a log. */
export class Part {
  /** @param {PartOptions} options */
  constructor(options) {
    this.options = options;
    this.log = openRotatingLog(join(options.logs, `${options.name}.log`));
    this.stopping = new AbortController();
    this.deaths = 0;
    this.ready = false;
    /** @type {string[]} */
    this.recent = [];
    /** @type {import("node:child_process").ChildProcess | undefined} */
    this.child = undefined;
    /** @type {Promise<void>} */
    this.ended = Promise.resolve();
  }

  /** @param {"stdout" | "stderr"} stream @param {string} line */
  hear(stream, line) {
    this.log.write(line);
    this.recent = [...this.recent.slice(-30), line];
    const shown = this.options.verbose ? line : terminalLine(line, stream);
    if (shown && !this.stopping.signal.aborted) say(`${dim(`[${this.options.name}]`)} ${shown}`);
  }

  launch() {
    const { args, cwd, env } = this.options;
    const begun = performance.now();
    const child = spawnGuarded(process.execPath, args, { cwd, env, output: "pipe" });
    this.child = child;
    this.options.onPid(child.pid);
    for (const stream of /** @type {const} */ (["stdout", "stderr"])) {
      createInterface({ input: child[stream] ?? Readable.from([]) }).on("line", (line) =>
        this.hear(stream, line),
      );
    }
    this.ended = new Promise((done) => {
      const end = (/** @type {string} */ how) => {
        done();
        this.options.onPid(undefined);
        void this.onEnd(how, performance.now() - begun);
      };
      child.once("error", (error) => end(error.message));
      child.once("exit", (code, signal) => end(signal ?? `exit code ${code}`));
    });
  }

  /** @param {string} how @param {number} lived milliseconds */
  async onEnd(how, lived) {
    if (this.stopping.signal.aborted) return;
    if (this.child?.pid) signalGroup(this.child.pid, "SIGKILL");
    this.deaths = lived > settledSeconds * 1000 ? 0 : this.deaths + 1;
    if (!this.ready && this.deaths >= startAttemptsMax) return;
    const delay = backoff(Math.max(0, this.deaths - 1));
    say(`${dim(`[${this.options.name}]`)} ended (${how}) and is started again in ${delay / 1000} s`);
    this.log.write(`--- ended (${how}), started again in ${delay} ms`);
    try {
      await pause(delay, undefined, { signal: this.stopping.signal });
    } catch {
      return;
    }
    this.launch();
  }

  /** Starts the part and waits until it answers. Throws a Fault when it does not. */
  async start() {
    this.launch();
    const deadline = performance.now() + startSeconds * 1000;
    while (!(await answers(this.options.url))) {
      this.stopping.signal.throwIfAborted();
      const failed = this.deaths >= startAttemptsMax || performance.now() > deadline;
      if (failed)
        throw new Fault(`The ${this.options.name} does not start.\n${tail(this.recent.join("\n"))}`);
      await pause(60);
    }
    this.ready = true;
  }

  /** Asks the part to end; what is left of it after `seconds` is killed. @param {number} seconds */
  async stop(seconds) {
    this.stopping.abort(stopped);
    const pid = this.child?.pid;
    if (pid) {
      this.child?.kill("SIGTERM");
      await Promise.race([this.ended, pause(seconds * 1000, undefined, { ref: false })]);
      signalGroup(pid, "SIGKILL");
      await this.ended;
    }
    this.log.close();
  }
}
