import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { getStill } from "#lib/stills/get-still.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(handle(operations.getStill, getStill));
