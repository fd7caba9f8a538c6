import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { jobAccepted, jobView, jobWebhook, rendererKey, verifyWebhook } from "#lib/render/protocol.ts";
import type {
  Observation,
  Operation,
  Provider,
  SubmitOutcome,
  SubmitRequest,
  WebhookFacts,
} from "./types.ts";

const operationSchema = z.object({ jobId: z.string() });
const outputBytesMax = 200 * 1024 * 1024;
const timeoutMs = 10_000;

type Job = z.infer<typeof jobView>;

const failures: Record<NonNullable<Job["error"]>["code"], Pick<Failure, "kind" | "code">> = {
  image_unreachable: { kind: "transient", code: "provider_failed" },
  image_invalid: { kind: "invalid", code: "provider_rejected_input" },
  timeout: { kind: "transient", code: "provider_timeout" },
  memory: { kind: "transient", code: "provider_failed" },
  crashed: { kind: "transient", code: "provider_failed" },
};

/** A refused connection proves that nothing was taken; any other loss leaves it open. */
function lostAnswer(error: unknown): Failure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const refused = cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
  return refused
    ? { kind: "transient", code: "provider_unavailable", message: "The renderer is not running." }
    : { kind: "ambiguous", code: "submit_ambiguous", message: "The renderer did not answer." };
}

function refusalOf(status: number): Failure {
  if (status === 400 || status === 422)
    return { kind: "invalid", code: "provider_rejected_input", message: "The renderer refused the request." };
  if (status === 401 || status === 403)
    return { kind: "auth", code: "provider_auth", message: "The renderer refused our key." };
  return { kind: "transient", code: "provider_unavailable", message: `The renderer answered ${status}.` };
}

/** Adapter of the embedded renderer, which is spoken to like any vendor: HTTP, a key, signed callbacks. */
export function createAnimaticProvider({ url, secret }: { url: string; secret: string }): Provider {
  const key = rendererKey(secret);
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, url), {
      ...init,
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });

  function read(job: Job): Observation {
    if (job.status === "canceled") return { kind: "canceled" };
    if (job.status === "failed") {
      const found = failures[job.error?.code ?? "crashed"];
      return { kind: "failed", failure: { ...found, message: job.error?.message ?? "The render failed." } };
    }
    if (job.status !== "succeeded")
      return {
        kind: "pending",
        progress: job.status === "running" ? job.progress : undefined,
        queuePosition: job.queuePosition,
      };
    const output = job.output;
    if (!output) return { kind: "pending", progress: 1, queuePosition: undefined };
    return {
      kind: "succeeded",
      outputs: [
        {
          url: new URL(output.url, url).href,
          headers: { authorization: headers.authorization },
          bytesMax: outputBytesMax,
        },
      ],
      costMicros: 0,
    };
  }

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    const { width, height, durationSeconds, seed, prompt, negativePrompt } = request;
    const body = JSON.stringify({
      externalId: request.attemptId,
      prompt,
      negativePrompt,
      width,
      height,
      durationSeconds,
      seed,
      imageUrl: request.sourceUrls[0],
      callbackUrl: request.callbackUrl,
    });
    try {
      const response = await ask("/v1/jobs", { method: "POST", body });
      if (!response.ok) return { kind: "refused", failure: refusalOf(response.status) };
      return { kind: "accepted", operation: { jobId: jobAccepted.parse(await response.json()).id } };
    } catch (error) {
      return { kind: "refused", failure: lostAnswer(error) };
    }
  }

  async function observe(operation: Operation): Promise<Observation> {
    const { jobId } = operationSchema.parse(operation);
    const response = await ask(`/v1/jobs/${jobId}`);
    if (response.status === 404)
      return {
        kind: "failed",
        failure: {
          kind: "transient",
          code: "provider_failed",
          message: "The renderer does not know the job any more.",
        },
      };
    if (!response.ok) throw new Error(`the renderer answered ${response.status} for a job`);
    return read(jobView.parse(await response.json()));
  }

  return {
    name: "animatic",
    kind: "embedded",
    submit,
    observe,
    async cancel(operation) {
      const { jobId } = operationSchema.parse(operation);
      const response = await ask(`/v1/jobs/${jobId}/cancel`, { method: "POST" });
      if (!response.ok && response.status !== 404 && response.status !== 409)
        throw new Error(`the renderer answered ${response.status} for a cancel`);
    },
    verifyWebhook(received, rawBody, now): WebhookFacts | undefined {
      const signed = {
        "webhook-id": received.get("webhook-id") ?? "",
        "webhook-timestamp": received.get("webhook-timestamp") ?? "",
        "webhook-signature": received.get("webhook-signature") ?? "",
      };
      if (!verifyWebhook(secret, signed, rawBody, now)) return undefined;
      return {
        eventId: signed["webhook-id"],
        verifiedBy: "standard-webhooks",
        payload: jobWebhook.parse(JSON.parse(rawBody)),
      };
    },
    readWebhook: (payload) => read(jobWebhook.parse(payload).data),
    async findByToken(attemptId) {
      const response = await ask(`/v1/jobs?externalId=${encodeURIComponent(attemptId)}`);
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`the renderer answered ${response.status} for a search`);
      return { kind: "accepted", operation: { jobId: jobView.parse(await response.json()).id } };
    },
    async reachable() {
      const response = await ask("/healthz").catch(() => undefined);
      return response?.ok ?? false;
    },
  };
}
