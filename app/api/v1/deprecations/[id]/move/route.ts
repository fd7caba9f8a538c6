import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { moveRoutes } from "#lib/routing/move-routes.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(handle(operations.moveRoutes, moveRoutes));
