import {
  decideInput,
  decisionListView,
  decisionView,
  incidentsView,
  listDecisionsInput,
  listReceiptsInput,
  receiptListView,
} from "./incident.ts";
import type { Operation } from "./operation.ts";
import { changing, idParams, posting } from "./operation-parts.ts";

export const incidentOperations = {
  getIncidents: {
    method: "GET",
    path: "/api/v1/admin/incidents",
    summary: "Counts of what needs an operator, and the invariants",
    access: "system:inspect",
    status: 200,
    output: incidentsView,
    problems: ["not_signed_in", "forbidden"],
  },
  listDecisions: {
    method: "GET",
    path: "/api/v1/admin/decisions",
    summary: "Attempts that only a person can settle, with the evidence",
    access: "system:inspect",
    status: 200,
    query: listDecisionsInput,
    output: decisionListView,
    problems: ["not_signed_in", "forbidden", "invalid_input"],
  },
  decideAttempt: {
    method: "POST",
    path: "/api/v1/admin/decisions/{id}",
    summary: "Adopt, write off or send again an attempt whose fate is unknown",
    access: "attempts:decide",
    status: 200,
    params: idParams,
    body: decideInput,
    output: decisionView,
    problems: [...new Set([...posting, ...changing, "forbidden" as const])],
  },
  listReceipts: {
    method: "GET",
    path: "/api/v1/admin/receipts",
    summary: "Callbacks that fit no attempt, or came more than once",
    access: "system:inspect",
    status: 200,
    query: listReceiptsInput,
    output: receiptListView,
    problems: ["not_signed_in", "forbidden", "invalid_input"],
  },
} as const satisfies Record<string, Operation>;
