import { z } from "zod";
import { googleError, verdictOf } from "../google/errors.ts";
import { type AdapterSettings, createVendorClient, type VendorAnswer } from "../http.ts";
import { jobId, operationFrom } from "../job-id.ts";
import { createJwks } from "../jwks.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { isAnswered, readAnswer } from "../read-answer.ts";
import { submitOnce } from "../submit-once.ts";
import type { Observation, Operation, Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { charged, refusedAs, verdicts, withoutOutput } from "../verdicts.ts";
import { costMicros, type Film, filmMicros, interactionSchema, readInteraction } from "./interaction.ts";
import { interactionOf, misfitOf } from "./request.ts";
import { eventSchema, verifyGoogleWebhook } from "./webhook.ts";

export type GoogleOmniSettings = AdapterSettings & {
  apiKey: string;
  /** Signing secrets of endpoints registered once for the project; callbacks named with a job need none. */
  webhookSecrets?: readonly string[];
  /** What Google's tokens must be made out to; not checked while it is not known. */
  audience?: string | undefined;
};

const label = "Google";
const outputBytesMax = 200 * 1024 * 1024;
/** A film may come inline. */
const responseBytesMax = 64 * 1024 * 1024;

const operationSchema = z.object({ interactionId: z.string(), model: z.string() });
const acceptedSchema = z.object({ id: jobId });
const fileSchema = z.object({ state: z.string() });

/** An unknown id is answered with 400 and this text, not with 404. */
const isUnknown = ({ status, json }: VendorAnswer): boolean =>
  status === 404 || (status === 400 && /invalid interaction name/i.test(googleError(json)?.message ?? ""));

function withFilmCharge(seen: Observation, micros: number | null): Observation {
  if (seen.kind === "canceled") return { ...seen, ...charged(micros) };
  return seen.kind === "failed" ? { ...seen, failure: { ...seen.failure, ...charged(micros) } } : seen;
}

/** Gemini Omni through the Interactions API, with an API key. */
export function createGoogleOmniProvider(settings: GoogleOmniSettings): Provider {
  const { baseUrl, apiKey, reachesUs, kind, now = () => new Date() } = settings;
  const root = baseUrl.replace(/\/$/, "");
  const headers = { "x-goog-api-key": apiKey };
  const ask = createVendorClient({
    totalTimeoutMs: 60_000,
    ...settings,
    label,
    responseBytesMax,
    headers: () => headers,
  });
  const jwks = createJwks({ label, url: `${root}/.well-known/jwks.json`, algorithm: "RS256", now });
  const pathOf = (operation: Operation): string =>
    `/v1/interactions/${encodeURIComponent(operationSchema.parse(operation).interactionId)}`;

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    const misfit = misfitOf(request);
    if (misfit) return refusedAs(verdicts.invalid, misfit);
    const body = await interactionOf(request);
    return submitOnce({
      label,
      prompt: request.prompt,
      now: now(),
      send: () => ask("POST", "/v1/interactions", { json: body }),
      accepted: acceptedSchema,
      operationOf: ({ id }) => ({ interactionId: id, model: request.card.nativeModel }),
      verdictOf,
    });
  }

  /** A film at the API itself is ready only when its file is, and wants our key; elsewhere it gets no key. */
  async function collect(film: Film, cost: number | null): Promise<Observation> {
    if ("dataUrl" in film) {
      const outputs = [{ url: film.dataUrl, headers: {}, bytesMax: outputBytesMax }];
      return { kind: "succeeded", outputs, costMicros: cost };
    }
    if (!/^https?:\/\//.test(film.uri)) return { kind: "failed", failure: withoutOutput(label, cost) };
    const own = film.uri.startsWith(`${root}/`);
    const file = own ? /\/files\/([\w-]+)/.exec(film.uri)?.[1] : undefined;
    if (file) {
      const answer = await ask("GET", `/v1beta/files/${file}`);
      if (answer.status === 404) return { kind: "failed", failure: withoutOutput(label, cost) };
      const { state } = readAnswer(label, answer, fileSchema);
      if (state === "FAILED") return { kind: "failed", failure: withoutOutput(label, cost) };
      if (state !== "ACTIVE") return { kind: "pending", progress: undefined, queuePosition: undefined };
    }
    const outputs = [{ url: film.uri, headers: own ? headers : {}, bytesMax: outputBytesMax }];
    return { kind: "succeeded", outputs, costMicros: cost };
  }

  return {
    name: "google-omni",
    kind,
    reachesUs,
    outputHosts: outputHostsOf("google-omni", [baseUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).interactionId,
    operationFor: (id, { nativeModel: model }) =>
      operationFrom(id, (interactionId) => ({ interactionId, model })),
    async observe(operation) {
      const answer = await ask("GET", pathOf(operation));
      if (isUnknown(answer)) return { kind: "missing" };
      const interaction = readAnswer(label, answer, interactionSchema);
      const model = interaction.model ?? operationSchema.parse(operation).model;
      const seen = readInteraction(interaction);
      if (seen.kind === "filmed") return collect(seen.film, costMicros(model, interaction.usage));
      return withFilmCharge(seen, filmMicros(model, interaction.usage));
    },
    async cancel(operation) {
      const answer = await ask("POST", `${pathOf(operation)}/cancel`);
      if (answer.status >= 200 && answer.status < 300) return;
      const isOver = verdictOf(answer)?.kind === "invalid" || answer.status === 409;
      if (!isOver) throw new Error(`Google answered ${answer.status} for a cancel`);
    },
    verifyWebhook: (received) =>
      verifyGoogleWebhook(received, {
        jwks,
        secrets: settings.webhookSecrets ?? [],
        audience: settings.audience,
      }),
    jobOf: (payload) => eventSchema.safeParse(payload).data?.data.id,
    reachable: () => isAnswered(ask("GET", "/v1beta/models", { query: { pageSize: "1" } })),
  };
}
