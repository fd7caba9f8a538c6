import { incidentOperations } from "./incident-operations.ts";
import { modelOperations } from "./model-operations.ts";
import type { Operation } from "./operation.ts";
import { peopleOperations } from "./people-operations.ts";
import { systemOperations } from "./system-operations.ts";
import { videoOperations } from "./video-operations.ts";

/** Every operation of the API: what a caller may send, who may, and what comes back. */
export const operations = {
  ...videoOperations,
  ...modelOperations,
  ...peopleOperations,
  ...systemOperations,
  ...incidentOperations,
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
