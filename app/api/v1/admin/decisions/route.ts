import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { listDecisions } from "#lib/incidents/list-decisions.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(handle(operations.listDecisions, listDecisions));
