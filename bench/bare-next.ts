import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "#db/embedded/free-port.ts";

const root = resolve(import.meta.dirname, "..");
const nextProgram = join(root, "node_modules", "next", "dist", "bin", "next");
const environment = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };

const files = {
  "package.json": JSON.stringify({ name: "bare", private: true, type: "module" }),
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(root)} }, agentRules: false };`,
  "instrumentation.js": "export const register = () => undefined;",
  "app/layout.jsx": "export default ({ children }) => <html lang='en'><body>{children}</body></html>;",
  "app/bare/route.js": "export const POST = () => Response.json({ ok: true }, { status: 202 });",
};

async function build(folder: string): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const child = spawn(process.execPath, [nextProgram, "build"], {
    cwd: folder,
    env: environment,
    stdio: "ignore",
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("the bare application could not be built");
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(url, { method: "POST" }).catch(() => undefined);
    if (response?.status === 202) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("the bare application does not answer");
}

/** A Next application of one route handler that answers 202 and does nothing: what the framework alone costs. */
export async function withBareNext<T>(work: (url: string) => Promise<T>): Promise<T> {
  mkdirSync(join(root, ".data"), { recursive: true });
  const folder = mkdtempSync(join(root, ".data", "bare-"));
  try {
    await build(folder);
    const port = await freePort();
    const child = spawn(
      process.execPath,
      [nextProgram, "start", "--port", String(port), "--hostname", "127.0.0.1"],
      { cwd: folder, env: environment, stdio: "ignore" },
    );
    try {
      const url = `http://127.0.0.1:${port}/bare`;
      await answers(url);
      return await work(url);
    } finally {
      if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
