import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import {
  jobAccepted,
  jobView,
  jobWebhook,
  problem,
  rendererKey,
  verifyWebhook,
} from "#lib/render/protocol.ts";
import { createVendorClient, type VendorAnswer } from "./http.ts";
import { operationFrom, readJobId } from "./job-id.ts";
import { isAnswered, readAnswer, requireCanceled } from "./read-answer.ts";
import { webhookPayload } from "./standard-webhooks.ts";
import { submitOnce, type Verdict } from "./submit-once.ts";
import {
  MalformedWebhook,
  type Observation,
  type Operation,
  type Provider,
  type SubmitOutcome,
  type SubmitRequest,
} from "./types.ts";
import { verdicts } from "./verdicts.ts";

const label = "The renderer";
const operationSchema = z.object({ jobId: z.string() });
const outputBytesMax = 200 * 1024 * 1024;
const totalTimeoutMs = 10_000;

type Job = z.infer<typeof jobView>;

const failures: Record<NonNullable<Job["error"]>["code"], Omit<Failure, "message">> = {
  image_unreachable: verdicts.failed,
  image_invalid: verdicts.invalid,
  timeout: verdicts.timeout,
  memory: verdicts.failed,
  crashed: verdicts.failed,
};

const refusals: Record<number, Verdict> = {
  400: verdicts.invalid,
  401: verdicts.auth,
  403: verdicts.auth,
  413: verdicts.invalid,
  422: verdicts.invalid,
  429: verdicts.unavailable,
  503: verdicts.unavailable,
};

function verdictOf({ status, json }: VendorAnswer): Verdict | undefined {
  const said = problem.safeParse(json).data?.message;
  const verdict = refusals[status];
  return said !== undefined && verdict ? { ...verdict, said } : undefined;
}

const jobPath = (jobId: string): string => `/v1/jobs/${encodeURIComponent(jobId)}`;

function bodyOf(request: SubmitRequest): Record<string, unknown> {
  return {
    externalId: request.attemptId,
    prompt: request.prompt,
    negativePrompt: request.negativePrompt,
    width: request.format.width,
    height: request.format.height,
    durationSeconds: request.durationSeconds,
    seed: request.seed ?? 0,
    imageUrl: request.sources[0]?.url,
    callbackUrl: request.callbackUrl,
  };
}

/** Adapter of the embedded renderer, which is spoken to like any vendor: HTTP, a key, signed callbacks. */
export function createAnimaticProvider({ url, secret }: { url: string; secret: string }): Provider {
  const headers = { authorization: `Bearer ${rendererKey(secret)}` };
  const ask = createVendorClient({ label, baseUrl: url, headers: () => headers, totalTimeoutMs });

  function read(job: Job): Observation {
    if (job.status === "canceled") return { kind: "canceled" };
    if (job.status === "failed") {
      const message = job.error?.message ?? "The render failed.";
      return { kind: "failed", failure: { ...failures[job.error?.code ?? "crashed"], message } };
    }
    if (job.status !== "succeeded")
      return {
        kind: "pending",
        progress: job.status === "running" ? job.progress : undefined,
        queuePosition: job.queuePosition,
      };
    if (!job.output) return { kind: "pending", progress: 1, queuePosition: undefined };
    const output = new URL(job.output.url, url).href;
    return {
      kind: "succeeded",
      outputs: [{ url: output, headers, bytesMax: outputBytesMax }],
      costMicros: 0,
    };
  }

  const submit = (request: SubmitRequest): Promise<SubmitOutcome> =>
    submitOnce({
      label,
      prompt: request.prompt,
      now: new Date(),
      send: () => ask("POST", "/v1/jobs", { json: bodyOf(request) }),
      accepted: jobAccepted,
      operationOf: ({ id }) => ({ jobId: id }),
      verdictOf,
    });

  async function observe(operation: Operation): Promise<Observation> {
    const { jobId } = operationSchema.parse(operation);
    const answer = await ask("GET", jobPath(jobId));
    return answer.status === 404 ? { kind: "missing" } : read(readAnswer(label, answer, jobView));
  }

  return {
    name: "animatic",
    kind: "embedded",
    reachesUs: true,
    outputHosts: [new URL(url).origin],
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).jobId,
    operationFor: (id) => operationFrom(id, (jobId) => ({ jobId })),
    observe,
    async cancel(operation) {
      const { jobId } = operationSchema.parse(operation);
      requireCanceled(label, await ask("POST", `${jobPath(jobId)}/cancel`), [404, 409]);
    },
    async verifyWebhook({ headers: received, rawBody, now }) {
      const signed = {
        "webhook-id": received.get("webhook-id") ?? "",
        "webhook-timestamp": received.get("webhook-timestamp") ?? "",
        "webhook-signature": received.get("webhook-signature") ?? "",
      };
      if (!verifyWebhook(secret, signed, rawBody, now)) return undefined;
      const payload = webhookPayload(rawBody);
      if (!payload) throw new MalformedWebhook();
      return { eventId: signed["webhook-id"], verifiedBy: "standard-webhooks", payload };
    },
    readWebhook(payload, operation) {
      const event = jobWebhook.safeParse(payload).data;
      return event?.data.id === operationSchema.parse(operation).jobId ? read(event.data) : undefined;
    },
    jobOf: (payload) => readJobId(jobWebhook.safeParse(payload).data?.data.id),
    async findByToken(attemptId) {
      const answer = await ask("GET", "/v1/jobs", { query: { externalId: attemptId } });
      if (answer.status === 404) return undefined;
      return { kind: "accepted", operation: { jobId: readAnswer(label, answer, jobView).id } };
    },
    reachable: () => isAnswered(ask("GET", "/healthz")),
  };
}
