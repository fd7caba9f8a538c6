import { engineRunListInput, engineRunListView, engineRunView } from "./engine.ts";
import { healthView, overviewView } from "./health.ts";
import type { Operation } from "./operation.ts";
import { changing, idParams } from "./operation-parts.ts";

export const systemOperations = {
  getOverview: {
    method: "GET",
    path: "/api/v1/admin/overview",
    summary: "Counts, stuck videos, speed, models and people near a limit",
    access: "system:inspect",
    status: 200,
    output: overviewView,
    problems: ["not_signed_in", "forbidden"],
  },
  listRuns: {
    method: "GET",
    path: "/api/v1/admin/runs",
    summary: "Runs of the durable engine",
    access: "system:inspect",
    status: 200,
    query: engineRunListInput,
    output: engineRunListView,
    problems: ["not_signed_in", "forbidden", "unavailable"],
  },
  getRun: {
    method: "GET",
    path: "/api/v1/admin/runs/{id}",
    summary: "One run with its steps and errors",
    access: "system:inspect",
    status: 200,
    params: idParams,
    output: engineRunView,
    problems: ["not_signed_in", "forbidden", "not_found", "unavailable"],
  },
  retryRun: {
    method: "POST",
    path: "/api/v1/admin/runs/{id}/retry",
    summary: "Run a failed run again",
    access: "system:inspect",
    status: 200,
    params: idParams,
    output: engineRunView,
    problems: [...changing, "forbidden", "unavailable"],
  },
  cancelRun: {
    method: "POST",
    path: "/api/v1/admin/runs/{id}/cancel",
    summary: "Stop a run",
    access: "system:inspect",
    status: 200,
    params: idParams,
    output: engineRunView,
    problems: [...changing, "forbidden", "unavailable"],
  },
  getHealth: {
    method: "GET",
    path: "/api/v1/health",
    summary: "Whether the installation works; parts for admins",
    access: "public",
    status: 200,
    output: healthView,
    problems: ["unavailable"],
  },
} as const satisfies Record<string, Operation>;
