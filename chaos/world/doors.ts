import { eq } from "drizzle-orm";
import { serve } from "inngest/edge";
import { users } from "#db/schema/index.ts";
import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/all.ts";
import type { Actor } from "#lib/context.ts";
import type { Operation } from "#lib/contract/operation.ts";
import { operations } from "#lib/contract/operations.ts";
import { env } from "#lib/env.ts";
import { type Answer, answerWith, type Edge, failureResponse, type Verb } from "#lib/http/answer.ts";
import { webhookDoor } from "#lib/http/webhook-door.ts";
import { newId } from "#lib/ids.ts";
import { decideAttempt } from "#lib/incidents/decide-attempt.ts";
import { listDecisions } from "#lib/incidents/list-decisions.ts";
import { openSignedLink } from "#lib/media/open-signed-link.ts";
import { getHealth } from "#lib/ops/get-health.ts";
import { decideReview } from "#lib/review/decide-review.ts";
import { publishVideo } from "#lib/review/publish-video.ts";
import { withdrawVideo } from "#lib/review/withdraw-video.ts";
import { database, requestContext } from "#lib/services.ts";
import { cancelVideo } from "#lib/videos/cancel-video.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { getVideo } from "#lib/videos/get-video.ts";
import { listVideos } from "#lib/videos/list-videos.ts";
import { retryVideo } from "#lib/videos/retry-video.ts";
import { personHeader } from "./doors-header.ts";

async function identify(request: Request): Promise<Actor> {
  const id = request.headers.get(personHeader);
  const [person] = id ? await database().select().from(users).where(eq(users.id, id)) : [];
  return person
    ? { kind: "user", id: person.id, name: person.name, role: person.role }
    : { kind: "anonymous" };
}

const edge: Edge = { identify, context: requestContext };
type Door = { method: string; parts: readonly string[]; answer: Answer };

const door = <O extends Operation>(operation: O, verb: Verb<O>): Door => ({
  method: operation.method,
  parts: operation.path.split("/"),
  answer: answerWith(edge, operation, verb),
});

const doors: readonly Door[] = [
  door(operations.createVideo, createVideo),
  door(operations.listVideos, listVideos),
  door(operations.getVideo, getVideo),
  door(operations.cancelVideo, cancelVideo),
  door(operations.retryVideo, retryVideo),
  door(operations.decideReview, decideReview),
  door(operations.publishVideo, publishVideo),
  door(operations.withdrawVideo, withdrawVideo),
  door(operations.listDecisions, listDecisions),
  door(operations.decideAttempt, decideAttempt),
  door(operations.getHealth, getHealth),
];

function matched({ parts }: Door, path: readonly string[]): Record<string, string> | undefined {
  if (parts.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const given = path[at] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = decodeURIComponent(given);
    else if (part !== given) return undefined;
  }
  return params;
}

async function openMedia(request: Request, key: string[]): Promise<Response> {
  const requestId = newId("request");
  try {
    return await openSignedLink(requestContext({ kind: "anonymous" }, requestId), request, { key });
  } catch (error) {
    return failureResponse(error, requestId);
  }
}

/** The product's doors on plain requests: the same verbs, checks and answers as behind Next's routes. */
export function createDoors(): (request: Request) => Promise<Response> {
  const engineDoor = serve({ client: inngest, functions, serveOrigin: env().APP_URL });
  return async (request) => {
    const path = new URL(request.url).pathname.split("/");
    if (path[2] === "inngest") return engineDoor(request);
    if (path[2] === "webhooks" && request.method === "POST")
      return webhookDoor(request, { params: Promise.resolve({ provider: path[3] ?? "" }) });
    if (path[2] === "media" && path[3] === "o") return openMedia(request, path.slice(4));
    for (const one of doors) {
      const params = one.method === request.method ? matched(one, path) : undefined;
      if (params) return one.answer(request, params);
    }
    return new Response("There is no such door", { status: 404 });
  };
}
