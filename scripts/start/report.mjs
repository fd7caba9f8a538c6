const out = process.stdout;
const colours = out.isTTY && !process.env.NO_COLOR;
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** @param {number} code @param {string} text */
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = (/** @type {string} */ text) => paint(1, text);
export const dim = (/** @type {string} */ text) => paint(2, text);

/** @param {number} milliseconds */
export function elapsed(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, "0")} s`;
}

/** @type {(() => void) | undefined} */
let clearLine;

/** Prints whole lines, above a step in progress. @param {string} text */
export function say(text) {
  clearLine?.();
  out.write(`${text}\n`);
}

/** @param {string} text @param {number} begun */
function animate(text, begun) {
  if (!out.isTTY) {
    say(`  ${text} ...`);
    return setInterval(() => say(`  ${text} ... ${elapsed(performance.now() - begun)}`), 20_000);
  }
  let frame = 0;
  clearLine = () => out.write("\r\u001b[2K");
  return setInterval(() => {
    frame += 1;
    const mark = frames[frame % frames.length] ?? "";
    out.write(`\r\u001b[2K${paint(36, mark)} ${text} ${dim(elapsed(performance.now() - begun))}`);
  }, 100);
}

/**
 * Runs one step of the set-up, showing it with its elapsed time.
 * @template T @param {string} text what is being done @param {string} done what is then done
 * @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function step(text, done, work) {
  const begun = performance.now();
  const timer = animate(text, begun);
  let worked = false;
  try {
    const value = await work();
    worked = true;
    return value;
  } finally {
    clearInterval(timer);
    clearLine?.();
    clearLine = undefined;
    if (worked) say(`${paint(32, "✓")} ${done} ${dim(elapsed(performance.now() - begun))}`);
    else say(`${paint(31, "✗")} ${text} ${dim(elapsed(performance.now() - begun))}`);
  }
}

/**
 * Rows as aligned text, the first one being the heading.
 * @param {string[][]} rows @returns {string}
 */
export function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [lines[0] ?? "", rule, ...lines.slice(1)].map((line) => `  ${line}`).join("\n");
}
