import { z } from "zod";
import { type AdapterSettings, createVendorClient, type VendorAnswer } from "../http.ts";
import { operationFrom, readJobId } from "../job-id.ts";
import { createJwks } from "../jwks.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { isAnswered, readAnswer, requireCanceled } from "../read-answer.ts";
import { placeSource } from "../source-image.ts";
import { submitOnce } from "../submit-once.ts";
import type { Observation, Operation, Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { refusedAs, verdicts, withoutOutput } from "../verdicts.ts";
import { endpointOf, inputOf } from "./endpoints.ts";
import { falError, requestFailure, verdictOf } from "./errors.ts";
import { operationOf, operationSchema, type Paths, submittedSchema } from "./operation.ts";
import { readResult } from "./result.ts";
import { imageUrlOf } from "./upload.ts";
import { readFalWebhook, verifyFalWebhook } from "./webhook.ts";

/** `baseUrl` is the queue's address. */
export type FalSettings = AdapterSettings & { apiKey: string; restUrl: string };

const label = "fal";
/** How long fal keeps a film; it is copied at once. */
const outputSeconds = 86_400;

const statusSchema = z.object({
  status: z.string(),
  queue_position: z.int().min(0).optional().catch(undefined),
  error: z.string().nullish().catch(undefined),
  error_type: z.string().optional().catch(undefined),
});

const pending = (queuePosition?: number): Observation => ({
  kind: "pending",
  progress: undefined,
  queuePosition,
});
const inProgressText = /still in progress/i;

/** Refusals of our key or our pace; they say nothing about the request. */
const oursStatuses = new Set([401, 403, 429]);

/** The result's answer: the film, or the model's own status and error body. A 5xx is the model's only by its type. */
function readOutcome(answer: VendorAnswer): Observation {
  const { status, json, headers } = answer;
  if (status === 404) return { kind: "missing" };
  const error = status >= 400 && !oursStatuses.has(status) ? falError(json, headers) : undefined;
  if (status === 400 && error && inProgressText.test(error.said)) return pending();
  if (error && (status < 500 || error.type))
    return { kind: "failed", failure: requestFailure(error, status, headers) };
  const content = readAnswer(label, answer, z.record(z.string(), z.unknown()));
  return readResult(content) ?? { kind: "failed", failure: withoutOutput(label) };
}

/** fal's queue, the first choice among the aggregators. It has neither a balance nor a list of requests. */
export function createFalProvider(settings: FalSettings): Provider {
  const { baseUrl, restUrl, apiKey, reachesUs, kind, now = () => new Date() } = settings;
  const headers = () => ({ authorization: `Key ${apiKey}` });
  const ask = createVendorClient({ ...settings, label, headers });
  const rest = createVendorClient({ ...settings, label, headers, baseUrl: restUrl });
  const jwks = createJwks({
    label,
    url: `${restUrl.replace(/\/$/, "")}/.well-known/jwks.json`,
    algorithm: "Ed25519",
    now,
  });
  const pathsOf = (operation: Operation): Paths => operationSchema.parse(operation).paths;

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    const endpoint = endpointOf(request);
    if (!endpoint) return refusedAs(verdicts.invalid, "fal’s words for this model are not known here.");
    const image = await placeSource(label, request.sources[0], (source) => imageUrlOf(rest, restUrl, source));
    if (image.kind === "refused") return image;
    return submitOnce({
      label,
      prompt: request.prompt,
      now: now(),
      send: () =>
        ask("POST", endpoint.path, {
          json: inputOf(request, endpoint, image.uri),
          ...(request.callbackUrl && { query: { fal_webhook: request.callbackUrl } }),
          headers: {
            "x-fal-no-retry": "1",
            "x-fal-store-io": "0",
            "x-fal-request-timeout": `${request.card.deadlineSeconds}`,
            "x-fal-object-lifecycle-preference": `{"expiration_duration_seconds":${outputSeconds}}`,
          },
        }),
      accepted: submittedSchema,
      operationOf: (submitted) => operationOf(baseUrl, endpoint.path, submitted),
      verdictOf,
    });
  }

  async function observe(operation: Operation): Promise<Observation> {
    const paths = pathsOf(operation);
    const answer = await ask("GET", paths.status);
    if (answer.status === 404) return { kind: "missing" };
    const seen = readAnswer(label, answer, statusSchema);
    if (seen.status === "CANCELED" || seen.status === "CANCELLED") return { kind: "canceled" };
    if (seen.status !== "COMPLETED" && seen.status !== "FAILED")
      return pending(seen.status === "IN_QUEUE" ? seen.queue_position : undefined);
    if (seen.error && seen.error_type) {
      const error = { type: seen.error_type, said: seen.error };
      return { kind: "failed", failure: requestFailure(error, undefined, answer.headers) };
    }
    const outcome = readOutcome(await ask("GET", paths.response));
    if (outcome.kind === "succeeded" && (seen.error || seen.status === "FAILED"))
      return {
        kind: "failed",
        failure: requestFailure({ type: undefined, said: seen.error ?? "" }, undefined),
      };
    return outcome;
  }

  return {
    name: "fal",
    kind,
    reachesUs,
    outputHosts: outputHostsOf("fal", [baseUrl, restUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).requestId,
    operationFor: (id, { nativeModel }) =>
      operationFrom(id, (requestId) => operationOf(baseUrl, nativeModel, { request_id: requestId })),
    observe,
    async cancel(operation) {
      requireCanceled(label, await ask("PUT", pathsOf(operation).cancel), [400, 404]);
    },
    verifyWebhook: (received) => verifyFalWebhook(received, jwks),
    readWebhook: (payload, operation) => readFalWebhook(payload, operationSchema.parse(operation)),
    jobOf: ({ request_id: id }) => readJobId(id),
    reachable: () => isAnswered(rest("GET", "/.well-known/jwks.json")),
  };
}
