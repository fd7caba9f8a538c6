/** A failure that is told in one line, without a stack. */
export class Fault extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, { cause });
    this.name = "Fault";
  }
}

const full = /ENOSPC|No space left on device|Disk quota exceeded|database or disk is full/i;

/** True when an error, or what a program printed, says that the disk is full. @param {unknown} error */
export function isDiskFull(error) {
  if (error instanceof Error) {
    return (
      ("code" in error && error.code === "ENOSPC") || full.test(error.message) || isDiskFull(error.cause)
    );
  }
  return typeof error === "string" && full.test(error);
}

/** The one line to print for a failure; unknown ones keep their stack. @param {unknown} error */
export function explain(error) {
  if (isDiskFull(error)) {
    return "The disk is full. Free some space (a first start needs about 2 GB) and start again; nothing is lost.";
  }
  if (error instanceof Fault) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && (error.code === "EACCES" || error.code === "EROFS")) {
    return `No permission: ${error.message}. Make the folder writable for this user, or choose another with --data-dir.`;
  }
  return error.name === "LockedError" ? `${error.message}.` : (error.stack ?? error.message);
}
