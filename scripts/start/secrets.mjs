import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.mjs";

const hex = (/** @type {number} */ bytes) => randomBytes(bytes).toString("hex");

/** @type {Record<string, () => string>} */
const makers = {
  DAILIES_SECRET: () => hex(32),
  DAILIES_PROMPT_KEY: () => hex(32),
  NEXTAUTH_SECRET: () => hex(32),
  INNGEST_EVENT_KEY: () => hex(24),
  INNGEST_SIGNING_KEY: () => `signkey-prod-${hex(32)}`,
};

/** @param {string} file @returns {Record<string, string>} */
function read(file) {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Fault(
      `${file} cannot be read as JSON. Restore it from a backup: it holds the key of every stored prompt.`,
      error,
    );
  }
}

/**
 * The installation's own secrets, made once and kept in `secrets.json` for its owner alone (mode 0600).
 * @param {string} dataDir @returns {Record<string, string>}
 */
export function ensureSecrets(dataDir) {
  const file = join(dataDir, "secrets.json");
  if (!existsSync(file) && existsSync(join(dataDir, "postgres", "cluster"))) {
    throw new Fault(
      `${file} is gone, and with it the key of every stored prompt. Restore it, or empty the installation: npm run reset`,
    );
  }
  const kept = read(file);
  const missing = Object.entries(makers).filter(([name]) => !kept[name]);
  if (missing.length > 0) {
    for (const [name, make] of missing) kept[name] = make();
    writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, 0o600);
  return kept;
}
