import { z } from "zod";
import { type AdapterSettings, createVendorClient, type VendorAnswer } from "../http.ts";
import { jobId, operationFrom } from "../job-id.ts";
import { createJwks } from "../jwks.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { shortLine } from "../quote.ts";
import { isAnswered, readAnswer } from "../read-answer.ts";
import { fetchableUrl, placeSource } from "../source-image.ts";
import { submitOnce } from "../submit-once.ts";
import type { Observation, Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { refusedAs, verdicts } from "../verdicts.ts";
import { atlasCode, verdictOf } from "./errors.ts";
import { findByMark } from "./history.ts";
import { bodyOf } from "./models.ts";
import { predictionSchema, readPrediction, usdMicros } from "./prediction.ts";
import { uploadSource } from "./upload.ts";
import { atlasJobOf, readAtlasWebhook, verifyAtlasWebhook } from "./webhook.ts";

export type AtlasCloudSettings = AdapterSettings & { apiKey: string };

const label = "Atlas Cloud";
/** The host turns away the names that HTTP libraries give themselves. */
const userAgent = "Mozilla/5.0 (compatible; Dailies)";

const noteLengthMax = 40;

const operationSchema = z.object({ predictionId: z.string() });
const ok = atlasCode.refine((code) => code === 200);
const acceptedSchema = z.object({ code: ok, data: z.object({ id: jobId }) });
const answerSchema = z.object({ code: ok, data: predictionSchema });
const wrappedFailure = z.object({ data: predictionSchema });
const balanceSchema = z.object({ available: z.object({ value: z.string(), currency: z.string() }) });

/** A failed prediction may come wrapped in a 5xx; only an end that its body names is believed there. */
function readPoll(answer: VendorAnswer): Observation {
  if (answer.status === 404) return { kind: "missing" };
  if (answer.status >= 500) {
    const wrapped = wrappedFailure.safeParse(answer.json).data;
    const seen = wrapped && readPrediction(wrapped.data);
    if (seen?.kind === "failed" || seen?.kind === "canceled") return seen;
  }
  return readPrediction(readAnswer(label, answer, answerSchema).data);
}

/** Atlas Cloud, an aggregator. It has no cancel; a lost answer is found again by the callback address it was sent with, where there was one. */
export function createAtlasCloudProvider(settings: AtlasCloudSettings): Provider {
  const { baseUrl, apiKey, reachesUs, kind, now = () => new Date() } = settings;
  const ask = createVendorClient({
    ...settings,
    label,
    headers: () => ({ authorization: `Bearer ${apiKey}`, "user-agent": userAgent }),
  });
  const jwks = createJwks({
    label,
    url: `${baseUrl.replace(/\/$/, "")}/api/v1/webhooks/jwks.json`,
    algorithm: "Ed25519",
    now,
  });

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    const image = await placeSource(
      label,
      request.sources[0],
      async (source) => fetchableUrl(source) ?? uploadSource(ask, source),
    );
    if (image.kind === "refused") return image;
    const body = bodyOf(request, image.uri);
    if (!body) return refusedAs(verdicts.invalid, "Atlas Cloud’s words for this model are not known here.");
    return submitOnce({
      label,
      prompt: request.prompt,
      now: now(),
      send: () => ask("POST", "/api/v1/model/generateVideo", { json: body }),
      accepted: acceptedSchema,
      operationOf: ({ data }) => ({ predictionId: data.id }),
      verdictOf,
    });
  }

  return {
    name: "atlas-cloud",
    kind,
    reachesUs,
    outputHosts: outputHostsOf("atlas-cloud", [baseUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).predictionId,
    operationFor: (id) => operationFrom(id, (predictionId) => ({ predictionId })),
    async observe(operation) {
      const { predictionId } = operationSchema.parse(operation);
      return readPoll(await ask("GET", `/api/v1/model/prediction/${encodeURIComponent(predictionId)}`));
    },
    verifyWebhook: (received) => verifyAtlasWebhook(received, jwks),
    readWebhook: (payload, operation) =>
      readAtlasWebhook(payload, operationSchema.parse(operation).predictionId),
    jobOf: atlasJobOf,
    findByToken: (attemptId) => findByMark(ask, attemptId),
    async balance() {
      const { available } = readAnswer(label, await ask("GET", "/public/v1/balance"), balanceSchema);
      const isUsd = available.currency.toLowerCase() === "usd";
      return {
        availableMicros: isUsd ? usdMicros(available.value) : null,
        note: shortLine(`${available.value} ${available.currency.toUpperCase()}`, noteLengthMax),
      };
    },
    reachable: () => isAnswered(ask("GET", "/public/v1/balance")),
  };
}
