import { createGenericProvider } from "../../generic/provider.ts";
import type { ErrorRow, VendorCase } from "../vendor-case.ts";

const refusal = (status: number, code: string, kind: ErrorRow["kind"], more: object = {}): ErrorRow => ({
  status,
  body: { error: { code, message: "Refused" }, ...more },
  kind,
});
const failure = (errorCode: string | null, kind: ErrorRow["kind"], status = "failed"): ErrorRow => ({
  status: 200,
  body: { id: "req_0001", status, progress: 55, outputs: [], message: "It failed", errorCode },
  kind,
});

export const generic: VendorCase = {
  name: "generic",
  card: "seevido",
  takesOurId: true,
  methods: ["cancel", "verifyWebhook", "readWebhook", "balance"],
  callback: {
    verifiedBy: "hmac",
    messages: 1,
    speaks: true,
    secret: "SEEVIDO_WEBHOOK_SECRET",
    withSecrets: (settings, webhookSecrets) =>
      createGenericProvider({ ...settings, apiKey: "key", webhookSecrets }),
  },
  tells: { words: true, progress: true, queuePosition: false, cost: false },
  canceled: { waiting: "canceled", running: "canceled" },
  output: "link",
  picture: "address",
  needsAddress: true,
  operation: { videoId: "req_0001" },
  refusals: [
    refusal(400, "invalid_request", "invalid"),
    refusal(401, "unauthorized", "auth"),
    refusal(402, "insufficient_balance", "quota"),
    refusal(403, "forbidden", "auth"),
    refusal(404, "not_found", "unknown"),
    refusal(409, "idempotency_conflict", "ambiguous"),
    refusal(413, "payload_too_large", "invalid"),
    refusal(422, "safety_violation", "policy", { reason: "safety_violation" }),
    { ...refusal(429, "rate_limited", "transient"), headers: { "retry-after": "9" }, retryAfterSeconds: 9 },
    refusal(500, "internal_error", "ambiguous"),
    refusal(503, "overloaded", "transient"),
    refusal(503, "unheard_of", "ambiguous"),
    refusal(400, "unheard_of", "policy", { reason: "safety_violation" }),
    { status: 202, body: { status: "queued" }, kind: "ambiguous" },
  ],
  failures: [
    failure("safety_violation", "policy"),
    failure("invalid_source_asset", "invalid"),
    failure("internal_error", "transient"),
    failure("worker_timeout", "transient"),
    failure("overloaded", "transient"),
    failure("expired", "transient"),
    failure("unheard_of", "transient"),
    failure(null, "transient"),
    failure(null, "transient", "expired"),
    failure(null, "unknown", "completed"),
  ],
};
