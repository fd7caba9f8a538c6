import { z } from "zod";
import { type AdapterSettings, createVendorClient } from "../http.ts";
import { jobId, operationFrom } from "../job-id.ts";
import { costOf, wholeMicros } from "../micros.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { isAnswered, readAnswer, requireCanceled } from "../read-answer.ts";
import { placeSource } from "../source-image.ts";
import { submitOnce } from "../submit-once.ts";
import type { Observation, Operation, Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { charged, refusedAs, verdicts, withoutOutput } from "../verdicts.ts";
import { taskFailure, verdictOf } from "./errors.ts";
import { bodyOf, routeOf } from "./models.ts";
import { runwayUriOf } from "./sources.ts";

export type RunwaySettings = AdapterSettings & { apiKey: string };

const label = "Runway";
const apiVersion = "2024-11-06";
const outputBytesMax = 200 * 1024 * 1024;
/** One credit is one cent of a dollar (Runway price page, read 2026-10-04). */
const microsPerCredit = 10_000;

const operationSchema = z.object({ taskId: z.string() });
const acceptedSchema = z.object({ id: jobId });
const balanceSchema = z.object({ creditBalance: z.number() });
const taskSchema = z.object({
  status: z.string(),
  progress: z.number().min(0).max(1).optional().catch(undefined),
  output: z.array(z.url({ protocol: /^https?$/ })).optional(),
  failure: z.string().nullish(),
  failureCode: z.string().nullish(),
  cost: z
    .object({ credits: z.number().min(0) })
    .optional()
    .catch(undefined),
});

/** What a task says. A status word that is not known counts as still running. */
export function readTask(task: z.infer<typeof taskSchema>): Observation {
  const costMicros = task.cost ? costOf(task.cost.credits * microsPerCredit) : null;
  if (task.status === "FAILED") {
    const failure = taskFailure(task.failureCode, task.failure);
    return { kind: "failed", failure: { ...failure, ...charged(costMicros) } };
  }
  if (task.status === "CANCELLED") return { kind: "canceled", ...charged(costMicros) };
  if (task.status !== "SUCCEEDED") {
    const progress = task.status === "RUNNING" ? task.progress : undefined;
    return { kind: "pending", progress, queuePosition: undefined };
  }
  const [url] = task.output ?? [];
  if (!url) return { kind: "failed", failure: withoutOutput(label, costMicros) };
  return {
    kind: "succeeded",
    outputs: [{ url, headers: {}, bytesMax: outputBytesMax }],
    costMicros,
  };
}

/** Runway's own API. It has no callbacks, no list of tasks and no key against repetition: a lost answer stays lost. */
export function createRunwayProvider(settings: RunwaySettings): Provider {
  const { baseUrl, apiKey, reachesUs, kind, now = () => new Date() } = settings;
  const ask = createVendorClient({
    ...settings,
    label,
    headers: () => ({ authorization: `Bearer ${apiKey}`, "x-runway-version": apiVersion }),
  });
  const pathOf = (operation: Operation): string =>
    `/v1/tasks/${encodeURIComponent(operationSchema.parse(operation).taskId)}`;

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    const built = bodyOf(request);
    if (built.kind === "misfit") return refusedAs(verdicts.invalid, built.reason);
    const image = await placeSource(label, request.sources[0], (source) => runwayUriOf(ask, baseUrl, source));
    if (image.kind === "refused") return image;
    const json = { ...built.body, ...(image.uri && { promptImage: built.picture(image.uri) }) };
    return submitOnce({
      label,
      prompt: request.prompt,
      now: now(),
      send: () => ask("POST", `/v1/${routeOf(request)}`, { json }),
      accepted: acceptedSchema,
      operationOf: ({ id }) => ({ taskId: id }),
      verdictOf,
    });
  }

  async function observe(operation: Operation): Promise<Observation> {
    const answer = await ask("GET", pathOf(operation));
    if (answer.status === 404) return { kind: "missing" };
    return readTask(readAnswer(label, answer, taskSchema));
  }

  return {
    name: "runway",
    kind,
    reachesUs,
    outputHosts: outputHostsOf("runway", [baseUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).taskId,
    operationFor: (id) => operationFrom(id, (taskId) => ({ taskId })),
    observe,
    /** What has ended is left alone: the same call would delete it, and with it what it cost. */
    async cancel(operation) {
      if ((await observe(operation)).kind !== "pending") return;
      requireCanceled(label, await ask("DELETE", pathOf(operation)), [404]);
    },
    async balance() {
      const answer = await ask("GET", "/v1/organization");
      const { creditBalance } = readAnswer(label, answer, balanceSchema);
      const availableMicros = wholeMicros(creditBalance * microsPerCredit);
      return { availableMicros, note: `${creditBalance} credits` };
    },
    reachable: () => isAnswered(ask("GET", "/v1/organization")),
  };
}
