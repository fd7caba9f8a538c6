import { Refusal } from "#lib/refusal.ts";
import type { EngineInspector } from "./engine-inspector.ts";

const cloudDashboard = "https://app.inngest.com";
const answerWithinMs = 3000;

async function knock(baseUrl: string): Promise<void> {
  await fetch(baseUrl, { redirect: "manual", signal: AbortSignal.timeout(answerWithinMs) }).catch(() => {
    throw new Refusal("unavailable", "The Inngest server does not answer.");
  });
}

/** A real Inngest server has a dashboard of its own: runs are shown there, and only whether it answers is told here. */
export function createAttachedInspector(baseUrl: string | undefined): EngineInspector {
  return {
    kind: "real",
    async health() {
      if (baseUrl) await knock(baseUrl);
      return { functions: 0, jobsDue: 0, oldestDueSeconds: null, appReachable: true, lastSyncAt: null };
    },
    listRuns: async () => ({
      supported: false,
      dashboardUrl: baseUrl ?? cloudDashboard,
      functions: [],
      items: [],
      nextCursor: null,
    }),
    getRun: async () => undefined,
    retryRun: async () => undefined,
    cancelRun: async () => undefined,
  };
}
