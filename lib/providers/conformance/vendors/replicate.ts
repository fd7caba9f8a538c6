import { createReplicateProvider } from "../../replicate/provider.ts";
import type { ErrorRow, VendorCase } from "../vendor-case.ts";

const refusal = (status: number, kind: ErrorRow["kind"], more: object = {}): ErrorRow => ({
  status,
  body: { title: "Refused", detail: "Refused", status, ...more },
  kind,
});
const failure = (error: unknown, kind: ErrorRow["kind"], status = "failed"): ErrorRow => ({
  status: 200,
  body: { id: "p1", status, error, output: null },
  kind,
});

export const replicate: VendorCase = {
  name: "replicate",
  card: "replicate-seedance-1-pro",
  takesOurId: true,
  methods: ["cancel", "verifyWebhook", "readWebhook", "findByToken"],
  callback: {
    verifiedBy: "standard-webhooks",
    messages: 2,
    speaks: true,
    secret: "REPLICATE_WEBHOOK_SECRET",
    withSecrets: (settings, webhookSecrets) =>
      createReplicateProvider({ ...settings, apiKey: "key", webhookSecrets }),
  },
  foundBy: "callback",
  tells: { words: true, progress: "by-chance", queuePosition: false, cost: false },
  canceled: { waiting: "canceled", running: "canceled" },
  output: "link",
  picture: "address",
  uploadsAbove: 192_000,
  said: { "refuse-before-accept": "ambiguous" },
  operation: { predictionId: "p1" },
  refusals: [
    refusal(400, "invalid"),
    refusal(401, "auth"),
    refusal(402, "quota", { detail: "You have insufficient credit to run this model." }),
    refusal(403, "auth"),
    refusal(404, "unknown"),
    refusal(422, "invalid", { invalid_fields: [{ type: "x", field: "input.duration", description: "d" }] }),
    refusal(500, "ambiguous"),
    refusal(502, "ambiguous"),
    refusal(503, "ambiguous"),
    refusal(504, "ambiguous"),
    {
      status: 429,
      body: { detail: "Request was throttled. Your rate limit resets in ~30s." },
      kind: "transient",
      retryAfterSeconds: 30,
    },
    {
      status: 429,
      body: { detail: "Request was throttled. Your rate limit resets in ~30s." },
      headers: { "retry-after": "5" },
      kind: "transient",
      retryAfterSeconds: 5,
    },
    { status: 422, body: { error: "bad version" }, kind: "invalid" },
    { status: 201, body: { status: "starting" }, kind: "ambiguous" },
  ],
  failures: [
    failure("The input or output was flagged as sensitive. (E005) (abc)", "policy"),
    failure("NSFW content detected", "policy"),
    failure("Stopped by moderation", "policy"),
    failure("Rejected for copyright reasons", "policy"),
    failure("High demand (E003)", "transient"),
    failure("Temporarily unavailable (E004)", "transient"),
    failure("CUDA out of memory", "transient"),
    failure("Prediction interrupted; please retry (code: PA)", "transient"),
    failure(null, "transient"),
    failure(null, "transient", "aborted"),
    failure(null, "unknown", "succeeded"),
  ],
};
