import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { decideAttempt } from "#lib/incidents/decide-attempt.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(handle(operations.decideAttempt, decideAttempt));
