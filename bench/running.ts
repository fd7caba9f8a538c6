import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#db/embedded/free-port.ts";
import { type Installation, startProduct } from "../scripts/test/installation.ts";

const demoPassword = "dailies-demo";

/** The production build on a fresh data folder, without the demo library; folder and processes go when `work` ends. */
export async function withProduct<T>(
  work: (installation: Installation, dataDir: string) => Promise<T>,
  environment: Record<string, string> = {},
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "dailies-bench-"));
  const port = String(await freePort());
  const installation = await startProduct({
    port,
    dataDir,
    environment: { DAILIES_LIBRARY: "0", LOG_LEVEL: "error", ...environment },
  });
  try {
    return await work(installation, dataDir);
  } finally {
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Signs a demo account in; answers the headers that its later requests carry. */
export async function signIn(baseUrl: string, email: string): Promise<Record<string, string>> {
  const jar = new Map<string, string>();
  const headers = () => ({ cookie: [...jar].map((pair) => pair.join("=")).join("; "), origin: baseUrl });
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(baseUrl + path, {
      ...init,
      redirect: "manual",
      headers: { ...headers(), ...init.headers },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      jar.set(name, value);
    }
    return response;
  };
  const csrf: unknown = await (await ask("/api/auth/csrf")).json();
  const csrfToken = csrf && typeof csrf === "object" && "csrfToken" in csrf ? String(csrf.csrfToken) : "";
  const body = new URLSearchParams({ csrfToken, email, password: demoPassword, json: "true" });
  const answer = await ask("/api/auth/callback/credentials", { method: "POST", body });
  if (!answer.ok) throw new Error(`signing in answered ${answer.status}`);
  return headers();
}

/** The value at `share` (0 to 1) of the sorted figures. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
