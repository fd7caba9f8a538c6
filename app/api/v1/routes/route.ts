import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { getRoutes } from "#lib/routing/get-routes.ts";
import { updateRoutes } from "#lib/routing/update-routes.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(
  handle(operations.getRoutes, getRoutes),
  handle(operations.updateRoutes, updateRoutes),
);
