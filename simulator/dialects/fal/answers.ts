import { z } from "zod";
import { type Core, type Job, Refused } from "#simulator/dialect.ts";
import { wordOf } from "../request.ts";
import { InvalidInput, policyDetail, refuse } from "./refusals.ts";

/** What the dialect keeps of a request beside the core's own fields. */
export const kept = z.object({
  app: z.string(),
  gatewayId: z.string(),
  seed: z.number(),
  startBefore: z.number().optional(),
  outputSeconds: z.number(),
});

export function urlsOf(core: Core, job: Job) {
  const base = `${core.origin}/fal/queue/${kept.parse(job.extra).app}/requests/${job.id}`;
  return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` };
}

/** Ends a request that has waited past the caller's own deadline for its start. */
export function endLate(core: Core, job: Job): void {
  const { startBefore } = kept.parse(job.extra);
  if (startBefore !== undefined && job.state === "queued" && core.now() > startBefore)
    core.finish(job, { reason: "timeout", message: "It did not start in time" });
}

function logsOf(job: Job): object[] {
  const started = job.startedAt;
  if (started === undefined) return [];
  return [
    {
      timestamp: new Date(started).toISOString(),
      level: "INFO",
      source: "USER",
      message: "Runner took the request",
    },
  ];
}

function errorOf(job: Job): { error: string; error_type: string } | undefined {
  if (job.failure?.reason === "timeout") return { error: "Request timed out", error_type: "request_timeout" };
  if (job.state === "succeeded") return undefined;
  if (job.state === "canceled") return { error: "Request was cancelled", error_type: "client_cancelled" };
  return job.failure?.reason === "server"
    ? { error: "Runner disconnected", error_type: "runner_disconnected" }
    : { error: "Invalid status code: 422", error_type: "content_policy_violation" };
}

export function statusOf(core: Core, job: Job, withLogs: boolean): { status: 200 | 202; body: object } {
  const common = { request_id: job.id, ...urlsOf(core, job) };
  const logs = withLogs ? { logs: logsOf(job) } : {};
  if (job.state === "queued")
    return { status: 202, body: { status: "IN_QUEUE", queue_position: job.queuePosition, ...common } };
  if (job.state === "running") return { status: 202, body: { status: "IN_PROGRESS", ...logs, ...common } };
  const seconds = job.startedAt && job.endedAt ? (job.endedAt - job.startedAt) / 1000 : null;
  const error = errorOf(job);
  const metrics = { inference_time: error ? null : seconds };
  return { status: 200, body: { status: "COMPLETED", ...logs, ...error, metrics, ...common } };
}

export function outputOf(core: Core, job: Job): object {
  const { seed, outputSeconds } = kept.parse(job.extra);
  return {
    video: { url: core.outputUrl(job, outputSeconds), content_type: "video/mp4", file_name: "output.mp4" },
    seed,
  };
}

/** The result route's answer: the output, or the refusal that ended the request. */
export function resultOf(core: Core, job: Job): Response {
  const headers = { "x-fal-request-id": job.id };
  if (job.failure?.reason === "timeout") return refuse(new Refused("timeout", "Request timed out"));
  if (job.state === "queued" || job.state === "running")
    return Response.json({ detail: "Request is still in progress" }, { status: 400, headers });
  if (job.state === "succeeded") return Response.json(outputOf(core, job), { headers });
  if (job.failure?.reason === "policy") return refuse(new InvalidInput(policyDetail(undefined)));
  if (job.state === "canceled") return refuse(new Refused("missing", "Request was cancelled"));
  return Response.json(
    { detail: "Runner disconnected", error_type: "runner_disconnected" },
    { status: 503, headers: { ...headers, "x-fal-error-type": "runner_disconnected" } },
  );
}

/** The webhook's body, which is sent once, when the request has ended. */
export function messageOf(core: Core, job: Job): object | undefined {
  if (job.endedAt === undefined || job.state === "canceled") return undefined;
  const ids = { request_id: job.id, gateway_request_id: kept.parse(job.extra).gatewayId };
  const spoilt = wordOf(job.prompt, "payload-error") !== undefined;
  if (job.state === "succeeded" && spoilt)
    return { ...ids, status: "OK", payload: null, payload_error: "The payload could not be serialised" };
  if (job.state === "succeeded") return { ...ids, status: "OK", payload: outputOf(core, job) };
  if (job.failure?.reason === "policy")
    return {
      ...ids,
      status: "ERROR",
      error: "Invalid status code: 422",
      payload: { detail: policyDetail(undefined) },
    };
  return {
    ...ids,
    status: "ERROR",
    error: "Runner disconnected",
    payload: { detail: "Runner disconnected" },
  };
}
