import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const sizeMax = 10_000_000;

/**
 * A log file for appending; past 10 MB it becomes `.1` and a new one begins. A log that cannot be written (a full
 * disk) is left out rather than stopping the part that writes it.
 * @param {string} file
 */
export function openRotatingLog(file) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let fd = openSync(file, "a", 0o600);
  let size = existsSync(file) ? statSync(file).size : 0;
  let dropped = 0;

  const rotate = () => {
    closeSync(fd);
    renameSync(file, `${file}.1`);
    fd = openSync(file, "a", 0o600);
    size = 0;
  };
  return {
    /** @param {string} line without its end */
    write(line) {
      const text = dropped > 0 ? `(${dropped} lines could not be written)\n${line}\n` : `${line}\n`;
      try {
        if (size + text.length > sizeMax) rotate();
        size += writeSync(fd, text);
        dropped = 0;
      } catch {
        dropped += 1;
      }
    },
    close: () => closeSync(fd),
  };
}

/**
 * What of a part's output belongs on the terminal: warnings and worse of structured lines, and plain lines on the
 * error stream. Undefined for the rest.
 * @param {string} line @param {"stdout" | "stderr"} stream @returns {string | undefined}
 */
export function terminalLine(line, stream) {
  if (line.startsWith("{")) {
    try {
      const { level, msg, err } = JSON.parse(line);
      if (typeof level === "number")
        return level >= 40 ? [msg, err?.message].filter(Boolean).join(": ") : undefined;
    } catch {
      return line;
    }
  }
  return stream === "stderr" && line.trim() !== "" ? line : undefined;
}
