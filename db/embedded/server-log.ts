import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync } from "node:fs";

const sizeMax = 5_000_000;

export interface ServerLog {
  fd: number;
  /** An error with the lines written since the last one was made. */
  failure(what: string): Error;
  close(): void;
}

/** An error whose message ends with what the program said; code ENOSPC when it ran out of space. */
export function programFailure(what: string, said: string): Error {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|error|could not|HINT/.test(line));
  const detail = (telling.length > 0 ? telling : lines).slice(-3).join(" ");
  const error = new Error(`${what}. ${detail}`.trim());
  return /No space left on device/.test(said) ? Object.assign(error, { code: "ENOSPC" }) : error;
}

/** Opens the server's log for appending; a log over 5 MB is kept once as `.1`. */
export function openLog(file: string): ServerLog {
  if (existsSync(file) && statSync(file).size > sizeMax) renameSync(file, `${file}.1`);
  const fd = openSync(file, "a+", 0o600);
  let seen = fstatSync(fd).size;
  return {
    fd,
    failure(what) {
      const bytes = Buffer.alloc(Math.min(65_536, Math.max(0, fstatSync(fd).size - seen)));
      readSync(fd, bytes, 0, bytes.length, seen);
      seen += bytes.length;
      return programFailure(what, bytes.toString("utf8"));
    },
    close: () => closeSync(fd),
  };
}
