import { z } from "zod";
import { googleError, verdictOf } from "../google/errors.ts";
import { type AdapterSettings, createVendorClient, VendorSilence } from "../http.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { readAnswer } from "../read-answer.ts";
import { submitOnce } from "../submit-once.ts";
import type { Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { refusedAs, verdicts } from "../verdicts.ts";
import { createAccessTokens, SignInRefused } from "./access-token.ts";
import { operationAnswer, readOperation } from "./operation.ts";
import { misfitOf, predictionOf } from "./request.ts";

export type GoogleVeoSettings = Omit<AdapterSettings, "baseUrl"> & {
  project: string;
  location: string;
  /** A service account's JSON. */
  credentials: string;
  /** Absent: Google's own address of the location. */
  baseUrl?: string | undefined;
  /** Absent: Google's own sign-in. */
  tokenUrl?: string | undefined;
};

const label = "Google";
/** A film comes inline: 8 s of 4k as base64 fit well below this. */
const responseBytesMax = 256 * 1024 * 1024;
const totalTimeoutMs = 120_000;

const operationSchema = z.object({ name: z.string(), model: z.string() });
const nameLengthMax = 300;
/** The whole name of an operation, which is the vendor's id of a job here. */
const operationName = z
  .string()
  .max(nameLengthMax)
  .regex(/^([\w:~-][\w.:~-]*\/)*operations\/[\w-]+$/);
const acceptedSchema = z.object({ name: operationName });

/** Veo 3.1 on the Agent Platform, signed in with a service account. It has neither callbacks nor a cancel. */
export function createGoogleVeoProvider(settings: GoogleVeoSettings): Provider {
  const { project, location, credentials, tokenUrl, reachesUs, kind, now = () => new Date() } = settings;
  const baseUrl = settings.baseUrl ?? `https://${location}-aiplatform.googleapis.com`;
  const token = createAccessTokens(credentials, tokenUrl);
  const ask = createVendorClient({
    totalTimeoutMs,
    ...settings,
    label,
    baseUrl,
    responseBytesMax,
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
  });
  const place = `projects/${encodeURIComponent(project)}/locations/${encodeURIComponent(location)}`;
  const pathOf = (model: string, verb: string): string =>
    `/v1/${place}/publishers/google/models/${encodeURIComponent(model)}:${verb}`;

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    const misfit = misfitOf(request);
    if (misfit) return refusedAs(verdicts.invalid, misfit);
    const model = request.card.nativeModel;
    const body = await predictionOf(request);
    try {
      return await submitOnce({
        label,
        prompt: request.prompt,
        now: now(),
        send: () => ask("POST", pathOf(model, "predictLongRunning"), { json: body }),
        accepted: acceptedSchema,
        operationOf: ({ name }) => ({ name, model }),
        verdictOf,
      });
    } catch (error) {
      if (error instanceof SignInRefused) return refusedAs(verdicts.auth, error.message);
      throw error;
    }
  }

  return {
    name: "google-veo",
    kind,
    reachesUs,
    outputHosts: outputHostsOf("google-veo", [baseUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).name,
    operationFor(id, { nativeModel: model }) {
      const name = operationName.safeParse(id).data;
      return name === undefined ? undefined : { name, model };
    },
    async observe(operation) {
      const { name, model } = operationSchema.parse(operation);
      const answer = await ask("POST", pathOf(model, "fetchPredictOperation"), {
        json: { operationName: name },
      });
      if (answer.status === 404 && googleError(answer.json)) return { kind: "missing" };
      return readOperation(readAnswer(label, answer, operationAnswer));
    },
    async reachable() {
      try {
        await token();
        return true;
      } catch (error) {
        if (error instanceof SignInRefused || error instanceof VendorSilence) return false;
        throw error;
      }
    },
  };
}
