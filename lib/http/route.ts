import { newId } from "#lib/ids.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Handler } from "./handle.ts";
import type { PathParams } from "./input.ts";
import { problemResponse } from "./problem-response.ts";

type RouteContext = { params: Promise<PathParams> };
type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Routes = Record<Method, RouteHandler>;

function everyMethod(handler: RouteHandler): Routes {
  return { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler };
}

/** What every other method answers at a door that takes `allowed`, such as "GET, HEAD". */
export function refuseMethod(allowed: string): () => Promise<Response> {
  return async () => {
    const refusal = new Refusal("method_not_allowed", `This address takes ${allowed}.`);
    const response = problemResponse(refusal, newId("request"));
    response.headers.set("allow", allowed);
    return response;
  };
}

/** The exports of a route file that takes `taken`; every other method answers 405 with the ones there are. */
export function routeOf(taken: Partial<Routes>): Routes {
  const methods = Object.keys(taken).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return { ...everyMethod(refuseMethod(methods.join(", "))), ...taken };
}

/** The exports of a route file whose methods are operations. */
export function route(...handlers: Handler[]): Routes {
  const taken: Partial<Routes> = {};
  for (const { method, answer } of handlers)
    taken[method] = async (request, context) => answer(request, await context.params);
  return routeOf(taken);
}

/** The exports of the door behind all others: there is no such operation. */
export const unknownRoute: Routes = everyMethod(async () =>
  problemResponse(
    new Refusal("not_found", "There is no such address; /docs/api lists them all."),
    newId("request"),
  ),
);
