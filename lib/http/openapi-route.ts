import { newId } from "#lib/ids.ts";
import { apiHeaders } from "./headers.ts";
import { openApiDocument } from "./openapi.ts";
import { routeOf } from "./route.ts";

let printed: string | undefined;

/** The exports of the door that tells what the API is; printed once, because nothing in it changes while running. */
export const openApiRoute = routeOf({
  GET: async () => {
    printed ??= JSON.stringify(openApiDocument());
    return new Response(printed, { headers: apiHeaders(newId("request"), "application/json") });
  },
});
