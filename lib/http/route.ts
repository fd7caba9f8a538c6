import { newId } from "#lib/ids.ts";
import { Refusal } from "#lib/refusal.ts";
import type { Handler } from "./handle.ts";
import type { PathParams } from "./input.ts";
import { problemResponse } from "./problem-response.ts";

type RouteContext = { params: Promise<PathParams> };
type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;
type Verbs = Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", RouteHandler>;

function everyMethod(handler: RouteHandler): Verbs {
  return { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler };
}

/** The exports of a route file; a method without a handler answers 405 with the ones there are. */
export function route(...handlers: Handler[]): Verbs {
  const methods = handlers.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  const allowed = methods.join(", ");
  const refuse: RouteHandler = async () => {
    const words = `This address takes ${allowed}.`;
    const response = problemResponse(new Refusal("method_not_allowed", words), newId("request"));
    response.headers.set("allow", allowed);
    return response;
  };
  const taken = handlers.map(({ method, answer }): [string, RouteHandler] => [
    method,
    async (request, context) => answer(request, await context.params),
  ]);
  return { ...everyMethod(refuse), ...Object.fromEntries(taken) };
}

/** The exports of the door behind all others: there is no such operation. */
export const unknownRoute: Verbs = everyMethod(async () =>
  problemResponse(
    new Refusal("not_found", "There is no such address; /docs/api lists them all."),
    newId("request"),
  ),
);
