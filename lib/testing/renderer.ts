import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { log } from "#lib/log.ts";
import { createAnimaticProvider } from "#lib/providers/animatic.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { ProviderRegistry } from "#lib/providers/types.ts";
import { startRenderer } from "#lib/render/service/service.ts";

const secret = "a renderer secret for tests, longer than thirty-two";

export type TestRenderer = { providers: ProviderRegistry; secret: string; close(): Promise<void> };

/** The real renderer on a free port with a folder of its own, behind its real adapter. */
export async function createTestRenderer(): Promise<TestRenderer> {
  const folder = mkdtempSync(join(tmpdir(), "dailies-renderer-"));
  const service = await startRenderer({
    port: 0,
    host: "127.0.0.1",
    folder,
    secret,
    concurrency: 1,
    timeoutSeconds: 120,
    memoryMb: 1536,
    encoder: "auto",
    webhookBackoffSeconds: [1],
    retentionHours: 1,
    log: log("renderer"),
  });
  return {
    providers: createRegistry([createAnimaticProvider({ url: `http://127.0.0.1:${service.port}`, secret })]),
    secret,
    async close() {
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
