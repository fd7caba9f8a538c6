import { createHash } from "node:crypto";
import { z } from "zod";
import { engineHealth, engineRunListView, engineRunView } from "#lib/contract/engine.ts";
import { Refusal } from "#lib/refusal.ts";
import { createAttachedInspector } from "./attached-engine.ts";
import type { EngineInspector } from "./engine-inspector.ts";

type Settings = {
  INNGEST_BASE_URL?: string | undefined;
  INNGEST_SIGNING_KEY?: string | undefined;
  ENGINE_PORT?: number | undefined;
};
type Ask = <T extends z.ZodType>(
  path: string,
  answer: T,
  method?: "POST",
) => Promise<z.output<T> | undefined>;

const answerWithinMs = 3000;
const engineDefaultPort = 8288;
const fault = z.object({ error: z.string() });

/** What Inngest's SDK sends too: the key's prefix and the SHA-256 of its bytes, never the key. */
function bearerOf(signingKey: string): string {
  const [, prefix = "", hex = ""] = /^(signkey-\w+-)?(.*)$/.exec(signingKey) ?? [];
  return prefix + createHash("sha256").update(Buffer.from(hex, "hex")).digest("hex");
}

async function refuse(response: Response): Promise<never> {
  const said = fault.safeParse(await response.json().catch(() => undefined)).data?.error;
  if (response.status === 409) throw new Refusal("conflict", said ?? "The run is no longer in that state.");
  throw new Refusal("unavailable", `The engine answered with status ${response.status}.`);
}

function asker(baseUrl: string, signingKey: string): Ask {
  const authorization = `Bearer ${bearerOf(signingKey)}`;
  return async (path, answer, method) => {
    const response = await fetch(new URL(path, baseUrl), {
      method: method ?? "GET",
      headers: { authorization },
      redirect: "error",
      signal: AbortSignal.timeout(answerWithinMs),
    }).catch(() => {
      throw new Refusal("unavailable", "The engine does not answer.");
    });
    if (response.status === 404) return undefined;
    return response.ok ? answer.parse(await response.json()) : refuse(response);
  };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal("unavailable", "The engine answered without what was asked.");
  return value;
}

function createEmbeddedInspector(ask: Ask): EngineInspector {
  const run = (id: string, act = ""): string => `/inspect/runs/${encodeURIComponent(id)}${act}`;
  return {
    kind: "embedded",
    health: async () => found(await ask("/inspect/health", engineHealth)),
    async listRuns(input) {
      const given = Object.entries(input).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
      return found(await ask(`/inspect/runs?${query}`, engineRunListView));
    },
    getRun: (id) => ask(run(id), engineRunView),
    retryRun: (id) => ask(run(id, "/retry"), engineRunView, "POST"),
    cancelRun: (id) => ask(run(id, "/cancel"), engineRunView, "POST"),
  };
}

/** Looks into the embedded engine when the app is attached to it, else names the real server's own dashboard. */
export function createEngineInspector(settings: Settings): EngineInspector {
  const { INNGEST_BASE_URL, INNGEST_SIGNING_KEY, ENGINE_PORT } = settings;
  const own = `http://127.0.0.1:${ENGINE_PORT ?? engineDefaultPort}`;
  if (INNGEST_BASE_URL && INNGEST_SIGNING_KEY && new URL(INNGEST_BASE_URL).origin === own)
    return createEmbeddedInspector(asker(own, INNGEST_SIGNING_KEY));
  return createAttachedInspector(INNGEST_BASE_URL);
}
