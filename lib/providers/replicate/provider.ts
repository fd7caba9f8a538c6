import { z } from "zod";
import { isMarked, markedCallback } from "../callback-mark.ts";
import { type AdapterSettings, createVendorClient } from "../http.ts";
import { operationFrom, readJobId } from "../job-id.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { isAnswered, readAnswer, requireCanceled } from "../read-answer.ts";
import { standardWebhookFacts } from "../standard-webhooks.ts";
import { submitOnce } from "../submit-once.ts";
import type { Operation, Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { refusedAs, verdicts } from "../verdicts.ts";
import { replicateVerdict } from "./errors.ts";
import { predictionEventId, predictionSchema, readPrediction, readPredictionCallback } from "./prediction.ts";
import { replicateInput } from "./request.ts";
import { replicateImage } from "./source.ts";

export type ReplicateSettings = AdapterSettings & {
  apiKey: string;
  /** Without any, callbacks are unsigned hints. */
  webhookSecrets?: readonly string[];
};

const label = "Replicate";
const pagesMax = 3;

/** How a cancel may be answered where there is nothing left to cancel; which of them is not documented. */
const overAlready = [400, 404, 409, 422];

const operationSchema = z.object({ predictionId: z.string() });
const acceptedSchema = predictionSchema.pick({ id: true, status: true });
const listSchema = z.object({ next: z.string().nullish(), results: z.array(predictionSchema) });

/** Replicate's predictions of official models; finished files live for one hour there. */
export function createReplicateProvider(settings: ReplicateSettings): Provider {
  const { apiKey, webhookSecrets = [], now = () => new Date() } = settings;
  const ask = createVendorClient({
    ...settings,
    label,
    headers: () => ({ authorization: `Bearer ${apiKey}` }),
  });
  const pathOf = (operation: Operation): string =>
    `/predictions/${encodeURIComponent(operationSchema.parse(operation).predictionId)}`;

  async function imageOf({ sources }: SubmitRequest): Promise<{ url: string | undefined } | undefined> {
    const [source] = sources;
    try {
      return { url: source && (await replicateImage(ask, source)) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return undefined;
    }
  }

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    const { card, callbackUrl, attemptId } = request;
    const image = await imageOf(request);
    if (!image) return refusedAs(verdicts.unavailable, "Replicate did not take the source picture.");
    const json = {
      input: replicateInput(request, image.url),
      ...(callbackUrl && {
        webhook: markedCallback(callbackUrl, attemptId),
        webhook_events_filter: ["start", "completed"],
      }),
    };
    const headers = { "cancel-after": `${card.deadlineSeconds}s` };
    return submitOnce({
      label,
      prompt: request.prompt,
      now: now(),
      send: () => ask("POST", `/models/${card.nativeModel}/predictions`, { json, headers }),
      accepted: acceptedSchema,
      operationOf: ({ id }) => ({ predictionId: id }),
      verdictOf: replicateVerdict,
    });
  }

  /** Looks through the newest predictions for our mark in their callback; one sent without a callback is not found. */
  async function findByToken(attemptId: string): Promise<SubmitOutcome | undefined> {
    let query: Record<string, string> = {};
    for (let page = 0; page < pagesMax; page += 1) {
      const { next, results } = readAnswer(label, await ask("GET", "/predictions", { query }), listSchema);
      const found = results.find(({ webhook }) => isMarked(webhook, attemptId));
      if (found) return { kind: "accepted", operation: { predictionId: found.id } };
      if (!next || !URL.canParse(next)) return undefined;
      query = Object.fromEntries(new URL(next).searchParams);
    }
    return undefined;
  }

  return {
    name: "replicate",
    kind: settings.kind,
    reachesUs: settings.reachesUs,
    outputHosts: outputHostsOf("replicate", [settings.baseUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).predictionId,
    operationFor: (id) => operationFrom(id, (predictionId) => ({ predictionId })),
    async observe(operation) {
      const answer = await ask("GET", pathOf(operation));
      if (answer.status === 404) return { kind: "missing" };
      return readPrediction(readAnswer(label, answer, predictionSchema));
    },
    async cancel(operation) {
      requireCanceled(label, await ask("POST", `${pathOf(operation)}/cancel`), overAlready);
    },
    findByToken,
    verifyWebhook: async (received) => standardWebhookFacts(webhookSecrets, received, predictionEventId),
    readWebhook: (payload, operation) =>
      webhookSecrets.length > 0
        ? readPredictionCallback(payload, operationSchema.parse(operation).predictionId)
        : undefined,
    jobOf: ({ id }) => readJobId(id),
    reachable: () => isAnswered(ask("GET", "/account")),
  };
}
