import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { getIncidents } from "#lib/incidents/get-incidents.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(handle(operations.getIncidents, getIncidents));
