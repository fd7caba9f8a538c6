import { currentActor } from "#lib/auth/actor.ts";
import type { Context } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { notFound } from "#lib/refusal.ts";
import { requestContext } from "#lib/services.ts";
import { type Edge, failureResponse } from "./answer.ts";
import { refuseMethod } from "./route.ts";

type Params = Record<string, string | string[]>;
export type RawWork<P extends Params> = (ctx: Context, request: Request, params: P) => Promise<Response>;
type RouteHandler<P extends Params> = (
  request: Request,
  context: { params: Promise<P> },
) => Promise<Response>;

/** A path without parts has no params at run time, whatever its type says. Postgres stores no NUL. */
const holdsNul = (params: Params | undefined): boolean =>
  Object.values(params ?? {})
    .flat()
    .some((part) => part.includes("\0"));

/** A door that answers with bytes or a stream instead of an operation's JSON; its failures are problems all the same. */
export function answerRaw<P extends Params>(edge: Edge, work: RawWork<P>): RouteHandler<P> {
  return async (request, { params }) => {
    const requestId = newId("request");
    try {
      const actor = await edge.identify(request);
      const given = await params;
      if (holdsNul(given)) throw notFound();
      return await work(edge.context(actor, requestId), request, given);
    } catch (error) {
      return failureResponse(error, requestId);
    }
  };
}

/** For people: the actor is whoever is signed in. */
export const personalDoor = <P extends Params>(work: RawWork<P>): RouteHandler<P> =>
  answerRaw({ identify: () => currentActor(), context: requestContext }, work);

/** For links that grant by themselves: nobody is asked who they are. */
export const openDoor = <P extends Params>(work: RawWork<P>): RouteHandler<P> =>
  answerRaw({ identify: async () => ({ kind: "anonymous" }), context: requestContext }, work);

/** The exports of a route file that is only read from: other methods answer 405. */
export function readOnly<P extends Params>(handler: RouteHandler<P>) {
  const refuse = refuseMethod("GET, HEAD");
  return { GET: handler, HEAD: handler, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}
