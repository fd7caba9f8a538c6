import { z } from "zod";
import { type AdapterSettings, createVendorClient, type VendorAnswer } from "../http.ts";
import { operationFrom } from "../job-id.ts";
import { outputHostsOf } from "../output-hosts.ts";
import { isAnswered, readAnswer } from "../read-answer.ts";
import { standardWebhookFacts } from "../standard-webhooks.ts";
import { submitOnce } from "../submit-once.ts";
import type { Balance, Observation, Operation, Provider, SubmitOutcome, SubmitRequest } from "../types.ts";
import { readPacks } from "./balance.ts";
import { klingError, klingVerdict } from "./errors.ts";
import { type KlingCall, type LegacyKind, legacyCall, legacyKinds, standardCall } from "./request.ts";
import {
  klingEventId,
  klingJobOf,
  legacyTask,
  readKlingCallback,
  readLegacyTask,
  readStandardTask,
  standardTask,
} from "./task.ts";
import { signKlingToken } from "./token.ts";

/** An access key pair speaks only the older routes; the API key, where there is one, speaks all. */
export type KlingSettings = AdapterSettings & {
  apiKey?: string | undefined;
  accessKey?: string | undefined;
  secretKey?: string | undefined;
  /** Without any, callbacks are unsigned hints. */
  webhookSecrets?: readonly string[];
};

const operationSchema = z.discriminatedUnion("dialect", [
  z.object({ dialect: z.literal("standard"), taskId: z.string() }),
  /** Without its kind where the task was learned of elsewhere: both are asked then. */
  z.object({ dialect: z.literal("legacy"), kind: z.enum(legacyKinds).optional(), taskId: z.string() }),
]);
const ok = z.literal(0);
const standardAccepted = z.object({ code: ok, data: standardTask.pick({ id: true }) });
const standardTasks = z.object({ code: ok, data: z.array(standardTask) });
const legacyAccepted = z.object({ code: ok, data: legacyTask.pick({ task_id: true }) });
const legacyAnswer = z.object({ code: ok, data: legacyTask });

const needsApiKey: SubmitOutcome = {
  kind: "refused",
  failure: {
    kind: "auth",
    code: "provider_auth",
    message: "Kling offers this model to API keys only, and this installation has an access key.",
  },
};

const isUnknownTask = ({ status, json }: VendorAnswer): boolean => {
  const error = klingError.safeParse(json).data;
  if (error) return error.code === 1203 || (error.code === 1201 && /not found/i.test(error.message));
  return status === 404;
};

/** Kling over its current routes, or over the older ones with an access key pair. It has no cancel. Throws on half a pair. */
export function createKlingProvider(settings: KlingSettings): Provider {
  const { apiKey, accessKey, secretKey, webhookSecrets = [], now = () => new Date() } = settings;
  if (!apiKey && !(accessKey && secretKey))
    throw new Error("Kling needs an API key, or an access key together with its secret key.");
  const bearer = (): string => apiKey ?? signKlingToken(accessKey ?? "", secretKey ?? "", now());
  const ask = createVendorClient({
    ...settings,
    label: "Kling",
    headers: () => ({ authorization: `Bearer ${bearer()}` }),
  });

  const send = <T>(
    { prompt }: SubmitRequest,
    { path, body }: KlingCall,
    accepted: z.ZodType<T>,
    operationOf: (answer: T) => z.infer<typeof operationSchema>,
  ): Promise<SubmitOutcome> =>
    submitOnce({
      label: "Kling",
      prompt,
      now: now(),
      send: () => ask("POST", path, { json: body }),
      accepted,
      operationOf,
      verdictOf: klingVerdict,
    });

  async function submit(request: SubmitRequest): Promise<SubmitOutcome> {
    if (apiKey)
      return send(request, await standardCall(request), standardAccepted, ({ data }) => ({
        dialect: "standard",
        taskId: data.id,
      }));
    const call = await legacyCall(request);
    if (!call) return needsApiKey;
    return send(request, call, legacyAccepted, ({ data }) => ({
      dialect: "legacy",
      kind: call.kind,
      taskId: data.task_id,
    }));
  }

  async function findStandard(query: Record<string, string>) {
    const found = readAnswer("Kling", await ask("GET", "/tasks", { query }), standardTasks);
    return found.data[0];
  }

  /** `id` is the task's own or ours. */
  async function findLegacy(id: string, kinds: readonly LegacyKind[] = legacyKinds) {
    for (const kind of kinds) {
      const answer = await ask("GET", `/v1/videos/${kind}/${encodeURIComponent(id)}`);
      if (!isUnknownTask(answer)) return { kind, task: readAnswer("Kling", answer, legacyAnswer).data };
    }
    return undefined;
  }

  async function observe(operation: Operation): Promise<Observation> {
    const known = operationSchema.parse(operation);
    if (known.dialect === "standard") {
      const task = await findStandard({ task_ids: known.taskId });
      return task ? readStandardTask(task) : { kind: "missing" };
    }
    const found = await findLegacy(known.taskId, known.kind && [known.kind]);
    return found ? readLegacyTask(found.task) : { kind: "missing" };
  }

  async function findByToken(attemptId: string): Promise<SubmitOutcome | undefined> {
    if (apiKey) {
      const task = await findStandard({ external_task_ids: attemptId });
      return task && { kind: "accepted", operation: { dialect: "standard", taskId: task.id } };
    }
    const found = await findLegacy(attemptId);
    if (!found) return undefined;
    const operation = { dialect: "legacy", kind: found.kind, taskId: found.task.task_id };
    return { kind: "accepted", operation };
  }

  async function balance(): Promise<Balance> {
    const end = now().getTime();
    const query = { start_time: String(end - 365 * 86_400_000), end_time: String(end) };
    return readPacks(await ask("GET", "/account/costs", { query }));
  }

  return {
    name: "kling",
    kind: settings.kind,
    reachesUs: settings.reachesUs,
    outputHosts: outputHostsOf("kling", [settings.baseUrl], settings.outputHosts),
    submit,
    jobIdOf: (operation) => operationSchema.parse(operation).taskId,
    operationFor: (id) =>
      operationFrom(id, (taskId) => ({ dialect: apiKey ? "standard" : "legacy", taskId })),
    observe,
    findByToken,
    ...(apiKey && { balance }),
    verifyWebhook: async (received) => standardWebhookFacts(webhookSecrets, received, klingEventId),
    readWebhook: (payload, operation) =>
      webhookSecrets.length > 0
        ? readKlingCallback(payload, operationSchema.parse(operation).taskId)
        : undefined,
    jobOf: klingJobOf,
    async reachable() {
      const probe = apiKey ? "/tasks?task_ids=1" : "/v1/videos/text2video?pageNum=1&pageSize=1";
      return isAnswered(ask("GET", probe));
    },
  };
}
