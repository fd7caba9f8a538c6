import { currentActor } from "#lib/auth/actor.ts";
import type { Method, Operation } from "#lib/contract/operation.ts";
import { requestContext } from "#lib/services.ts";
import { type Answer, answerWith, type Edge, type Verb } from "./answer.ts";

export type Handler = { operation: Operation; method: Method; answer: Answer };

const edge: Edge = { identify: () => currentActor(), context: requestContext };

/** Joins one row of the operations table with the verb that does it, for `route`. */
export function handle<O extends Operation>(operation: O, verb: Verb<O>): Handler {
  return { operation, method: operation.method, answer: answerWith(edge, operation, verb) };
}
