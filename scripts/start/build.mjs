import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFingerprint } from "./fingerprint.mjs";
import { step } from "./report.mjs";
import { run } from "./run.mjs";

/**
 * Makes the production build when the sources are not those it was made of.
 * @param {{ root: string, dataDir: string, signal: AbortSignal }} place
 */
export async function ensureBuild({ root, dataDir, signal }) {
  const record = join(root, ".next", "dailies-sources");
  const fingerprint = sourceFingerprint(root);
  if (existsSync(record) && readFileSync(record, "utf8") === fingerprint) return;
  rmSync(record, { force: true });
  await step("Building the application", "Application built", () =>
    run(process.execPath, [join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
      what: "The application could not be built",
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      log: join(dataDir, "logs", "build.log"),
      signal,
    }),
  );
  writeFileSync(record, fingerprint);
}
