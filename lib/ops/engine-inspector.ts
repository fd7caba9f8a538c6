import type { z } from "zod";
import type {
  EngineHealth,
  EngineRunView,
  engineRunListInput,
  engineRunListView,
} from "#lib/contract/engine.ts";

/** Looks into the durable engine for the admin pages. Throws a Refusal `unavailable` when it does not answer. */
export interface EngineInspector {
  kind: "embedded" | "real";
  health(): Promise<EngineHealth>;
  listRuns(input: z.output<typeof engineRunListInput>): Promise<z.output<typeof engineRunListView>>;
  getRun(id: string): Promise<EngineRunView | undefined>;
  retryRun(id: string): Promise<EngineRunView | undefined>;
  cancelRun(id: string): Promise<EngineRunView | undefined>;
}
