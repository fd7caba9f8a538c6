import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folders = ["app", "components", "db", "inngest", "lib", "public"];
const files = [
  "instrumentation-client.ts",
  "instrumentation-node.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const irrelevant = /\.test\.tsx?$|(^|\/)(fixtures|testing|embedded|node_modules)\//;

/**
 * SHA-256 over the names and contents of everything the production build reads.
 * @param {string} root @returns {string}
 */
export function sourceFingerprint(root) {
  const names = [...files];
  for (const folder of folders) {
    if (!existsSync(join(root, folder))) continue;
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) names.push(join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));
    }
  }
  const hash = createHash("sha256");
  for (const name of names.sort()) {
    if (irrelevant.test(name) || !existsSync(join(root, name))) continue;
    const bytes = readFileSync(join(root, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}
