import type { Actor, Context } from "#lib/context.ts";
import type { InputOf, Operation, OutputOf } from "#lib/contract/operation.ts";
import { isPermitted } from "#lib/contract/role.ts";
import { isDatabaseLost } from "#lib/fault.ts";
import { newId } from "#lib/ids.ts";
import { nudgeTailer } from "#lib/live/process-tailer.ts";
import { log } from "#lib/log.ts";
import { Refusal } from "#lib/refusal.ts";
import { apiHeaders } from "./headers.ts";
import { type PathParams, readInput } from "./input.ts";
import { requireOwnSite } from "./origin.ts";
import { problemResponse } from "./problem-response.ts";

/** What the edge needs from the installation: who asks, and the context a verb runs in. */
export type Edge = {
  identify(request: Request): Promise<Actor>;
  context(actor: Actor, requestId: string): Context;
};
export type VerbInput<O extends Operation> = InputOf<O> &
  (O extends { idempotencyKey: true } ? { idempotencyKey?: string | undefined } : unknown);
export type Verb<O extends Operation> = (ctx: Context, input: VerbInput<O>) => Promise<OutputOf<O>>;
export type Answer = (request: Request, params: PathParams) => Promise<Response>;

const logger = log("http");
/** After which a caller may ask again: about as long as a database takes to come back. */
const databaseBackMs = 5000;

function admit(actor: Actor, access: Operation["access"]): void {
  if (access === "public") return;
  if (actor.kind !== "user") throw new Refusal("not_signed_in");
  if (access !== "signed-in" && !isPermitted(actor.role, access))
    throw new Refusal("forbidden", "Your role does not allow this.");
}

async function identify(edge: Edge, operation: Operation, request: Request): Promise<Actor> {
  try {
    return await edge.identify(request);
  } catch (error) {
    if (operation.access === "public" && isDatabaseLost(error)) return { kind: "anonymous" };
    throw error;
  }
}

/** Any failure as an answer: a refusal with its words, everything else without a single one of its own. */
export function failureResponse(error: unknown, requestId: string): Response {
  if (error instanceof Refusal) return problemResponse(error, requestId);
  if (isDatabaseLost(error)) {
    logger.error({ requestId, err: error }, "The database does not answer.");
    const retryAt = new Date(Date.now() + databaseBackMs);
    return problemResponse(
      new Refusal("unavailable", "The database does not answer.", { retryAt }),
      requestId,
    );
  }
  logger.error({ requestId, err: error }, "A request failed.");
  const words =
    "Something went wrong on our side. Nothing you sent is at fault; try again, or give us the request id.";
  return problemResponse(new Refusal("internal", words), requestId);
}

/** Makes the answer to one operation: who, whether they may, whether from our pages, what they sent; then the verb. */
export function answerWith<O extends Operation>(edge: Edge, operation: O, verb: Verb<O>): Answer {
  return async (request, params) => {
    const requestId = newId("request");
    try {
      const actor = await identify(edge, operation, request);
      const ctx = edge.context(actor, requestId);
      admit(actor, operation.access);
      if (operation.method !== "GET") requireOwnSite(request.headers, ctx.parts.appUrl);
      const input = await readInput(operation, request, params);
      const output = operation.output.parse(await verb(ctx, input as VerbInput<O>));
      if (operation.method !== "GET") nudgeTailer();
      const headers = apiHeaders(requestId, "application/json");
      return new Response(JSON.stringify(output), { status: operation.status, headers });
    } catch (error) {
      return failureResponse(error, requestId);
    }
  };
}
