import { createHash, timingSafeEqual } from "node:crypto";
import { currentActor } from "#lib/auth/actor.ts";
import type { Actor } from "#lib/context.ts";
import { env } from "#lib/env.ts";
import { readMetrics } from "#lib/ops/metrics.ts";
import { requestContext } from "#lib/services.ts";
import type { Edge } from "./answer.ts";
import { apiHeaders } from "./headers.ts";
import { answerRaw } from "./raw-door.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Digests have one length, so that the time taken tells neither the token nor how long it is. */
export const isToken = (given: string, token: string | undefined): boolean =>
  token !== undefined && timingSafeEqual(digest(given), digest(token));

const scheme = /^Bearer +(\S+)$/i;

/** A scraper by its bearer token, else whoever is signed in; a wrong token is nobody, whoever's cookie is beside it. */
export async function whoScrapes(
  request: Request,
  token: string | undefined,
  signedIn: () => Promise<Actor>,
): Promise<Actor> {
  const header = request.headers.get("authorization");
  if (header === null) return signedIn();
  const given = scheme.exec(header)?.[1];
  return given !== undefined && isToken(given, token)
    ? { kind: "system", source: "sweep" }
    : { kind: "anonymous" };
}

/** Prometheus metrics for a scraper that knows `METRICS_TOKEN`, and for admins. */
export const createMetricsDoor = (edge: Edge) =>
  answerRaw(edge, async (ctx, request) => {
    const text = await readMetrics(ctx);
    const headers = apiHeaders(ctx.requestId, "text/plain; version=0.0.4; charset=utf-8");
    return new Response(request.method === "HEAD" ? null : text, { headers });
  });

export const metricsDoor = createMetricsDoor({
  identify: (request) => whoScrapes(request, env().METRICS_TOKEN, () => currentActor()),
  context: requestContext,
});
