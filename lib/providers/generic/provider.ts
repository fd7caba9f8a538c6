import { z } from "zod";
import { type AdapterSettings, createVendorClient } from "../http.ts";
import { jobId, operationFrom, readJobId } from "../job-id.ts";
import { wholeMicros } from "../micros.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { shortLine } from "../quote.ts";
import { isAnswered, readAnswer, requireCanceled } from "../read-answer.ts";
import { webhookPayload } from "../standard-webhooks.ts";
import { submitOnce } from "../submit-once.ts";
import {
  type Balance,
  MalformedWebhook,
  type Operation,
  type Provider,
  type SubmitOutcome,
  type SubmitRequest,
} from "../types.ts";
import { refusedAs, verdicts } from "../verdicts.ts";
import { genericVerdict } from "./errors.ts";
import { genericEvent, genericJob, readGenericJob } from "./job.ts";
import { type SignatureMode, verifyGenericSignature } from "./signature.ts";

export type GenericSettings = AdapterSettings & {
  apiKey: string;
  /** Without any, no callback is asked for and none is believed. */
  webhookSecrets?: readonly string[];
  signatureMode?: SignatureMode;
};

const label = "The service";
const noteLengthMax = 40;

const operationSchema = z.object({ videoId: z.string() });
const acceptedSchema = z.object({ id: jobId });
const balanceSchema = z.object({ available: z.string().regex(/^-?\d+(\.\d+)?$/), currency: z.string() });

function bodyOf(request: SubmitRequest): Record<string, unknown> {
  const { sources, format, negativePrompt, seed } = request;
  const [source] = sources;
  return {
    workflowType: request.workflowType,
    prompt: request.prompt,
    ...(source && { sourceAsset: { url: source.url, mimeType: source.mimeType } }),
    ...(request.callbackUrl && { webhookUrl: request.callbackUrl }),
    options: {
      aspectRatio: format.aspectRatio,
      resolution: format.resolution,
      durationSeconds: request.durationSeconds,
      ...(negativePrompt && { negativePrompt }),
      ...(seed !== undefined && { seed }),
    },
    metadata: { attemptId: request.attemptId },
  };
}

/** Any service that keeps the contract in docs/generic-provider.md. The attempt id is the idempotency key. */
export function createGenericProvider(settings: GenericSettings): Provider {
  const { apiKey, webhookSecrets = [], signatureMode = "v1", now = () => new Date() } = settings;
  const ask = createVendorClient({
    ...settings,
    label,
    headers: () => ({ authorization: `Bearer ${apiKey}` }),
  });
  const pathOf = (operation: Operation): string =>
    `/v1/videos/${encodeURIComponent(operationSchema.parse(operation).videoId)}`;

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    if (request.sources.some(({ url }) => !url))
      return refusedAs(
        verdicts.misconfigured,
        "The service fetches source pictures itself, and this installation has no public address.",
      );
    const callbackUrl = webhookSecrets.length > 0 ? request.callbackUrl : undefined;
    const json = bodyOf({ ...request, callbackUrl });
    const headers = { "idempotency-key": request.attemptId };
    return submitOnce({
      label,
      prompt: request.prompt,
      now: now(),
      send: () => ask("POST", "/v1/videos", { json, headers }),
      accepted: acceptedSchema,
      operationOf: ({ id }) => ({ videoId: id }),
      verdictOf: genericVerdict,
    });
  }

  async function balance(): Promise<Balance> {
    const answer = readAnswer(label, await ask("GET", "/v1/balance"), balanceSchema);
    const note = shortLine(`${answer.available} ${answer.currency}`, noteLengthMax);
    if (answer.currency !== "USD") return { availableMicros: null, note };
    return { availableMicros: wholeMicros(Number(answer.available) * 1_000_000), note };
  }

  return {
    name: "generic",
    kind: settings.kind,
    reachesUs: settings.reachesUs,
    outputHosts: outputHostsOf("generic", [settings.baseUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).videoId,
    operationFor: (id) => operationFrom(id, (videoId) => ({ videoId })),
    async observe(operation) {
      const answer = await ask("GET", pathOf(operation));
      if (answer.status === 404) return { kind: "missing" };
      return readGenericJob(readAnswer(label, answer, genericJob));
    },
    async cancel(operation) {
      requireCanceled(label, await ask("POST", `${pathOf(operation)}/cancel`), [404, 409]);
    },
    async verifyWebhook(received) {
      if (!verifyGenericSignature(webhookSecrets, signatureMode, received)) return undefined;
      const payload = webhookPayload(received.rawBody);
      const event = genericEvent.safeParse(payload).data;
      if (!payload || !event) throw new MalformedWebhook();
      return { eventId: event.id, verifiedBy: "hmac", payload };
    },
    readWebhook(payload, operation) {
      const event = genericEvent.safeParse(payload).data;
      const { videoId } = operationSchema.parse(operation);
      return event?.requestId === videoId ? readGenericJob(event) : undefined;
    },
    jobOf: ({ requestId }) => readJobId(requestId),
    balance,
    reachable: () => isAnswered(ask("GET", "/v1/balance")),
  };
}
