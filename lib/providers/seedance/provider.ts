import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type AdapterSettings, createVendorClient } from "../http.ts";
import { jobId, operationFrom, readJobId } from "../job-id.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { isAnswered, readAnswer, requireCanceled } from "../read-answer.ts";
import { unsignedFacts } from "../standard-webhooks.ts";
import { submitOnce } from "../submit-once.ts";
import type { Operation, Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { arkVerdict } from "./errors.ts";
import { arkBody } from "./request.ts";
import { type ArkTask, arkEventId, arkTask, isQueued, readArkTask } from "./task.ts";

export type SeedanceSettings = AdapterSettings & { apiKey: string };

const label = "Seedance";
const tasksPath = "/contents/generations/tasks";
const pageSize = 100;
const pagesMax = 5;
/** The list may be asked once a second. */
const listPauseMs = 1_000;

const operationSchema = z.object({ taskId: z.string() });
const acceptedSchema = z.object({ id: jobId });
const listSchema = z.object({ items: z.array(arkTask) });

/** Seedance at ModelArk. Its callbacks are unsigned, so they only hint, and its tasks can be canceled while queued. */
export function createSeedanceProvider(settings: SeedanceSettings): Provider {
  const { apiKey, now = () => new Date() } = settings;
  const ask = createVendorClient({
    ...settings,
    label,
    headers: () => ({ authorization: `Bearer ${apiKey}` }),
  });
  const pathOf = (operation: Operation): string =>
    `${tasksPath}/${encodeURIComponent(operationSchema.parse(operation).taskId)}`;

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    const json = await arkBody(request);
    return submitOnce({
      label,
      prompt: request.prompt,
      now: now(),
      send: () => ask("POST", tasksPath, { json, headers: { "x-client-request-id": request.attemptId } }),
      accepted: acceptedSchema,
      operationOf: ({ id }) => ({ taskId: id }),
      verdictOf: arkVerdict,
    });
  }

  async function find(operation: Operation): Promise<ArkTask | undefined> {
    const answer = await ask("GET", pathOf(operation));
    return answer.status === 404 ? undefined : readAnswer(label, answer, arkTask);
  }

  /** The same verb destroys finished records, so it is used on queued tasks only; running ones go on. */
  async function cancel(operation: Operation): Promise<void> {
    const task = await find(operation);
    if (!task || !isQueued(task)) return;
    requireCanceled(label, await ask("DELETE", pathOf(operation)), [404, 409]);
  }

  /** Looks through the newest tasks of the last seven days; only our own identifier counts as found. */
  async function findByToken(attemptId: string): Promise<SubmitOutcome | undefined> {
    for (let page = 1; page <= pagesMax; page += 1) {
      if (page > 1) await pause(listPauseMs);
      const query = { page_num: String(page), page_size: String(pageSize) };
      const { items } = readAnswer(label, await ask("GET", tasksPath, { query }), listSchema);
      const task = items.find(({ safety_identifier: identifier }) => identifier === attemptId);
      if (task) return { kind: "accepted", operation: { taskId: task.id } };
      if (items.length < pageSize) return undefined;
    }
    return undefined;
  }

  return {
    name: "seedance",
    kind: settings.kind,
    reachesUs: settings.reachesUs,
    outputHosts: outputHostsOf("seedance", [settings.baseUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).taskId,
    operationFor: (id) => operationFrom(id, (taskId) => ({ taskId })),
    async observe(operation) {
      const task = await find(operation);
      return task ? readArkTask(task) : { kind: "missing" };
    },
    cancel,
    findByToken,
    verifyWebhook: async (received) => unsignedFacts(received, arkEventId),
    readWebhook: () => undefined,
    jobOf: ({ id }) => readJobId(id),
    async reachable() {
      const query = { page_num: "1", page_size: "1" };
      return isAnswered(ask("GET", tasksPath, { query }));
    },
  };
}
