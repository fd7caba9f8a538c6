import { createKlingProvider } from "../../kling/provider.ts";
import type { ErrorRow, VendorCase } from "../vendor-case.ts";

const refusal = (status: number, code: number, kind: ErrorRow["kind"], message = "Refused"): ErrorRow => ({
  status,
  body: { code, message, request_id: "r1" },
  kind,
});
const failure = (message: string, kind: ErrorRow["kind"]): ErrorRow => ({
  status: 200,
  body: { code: 0, message: "SUCCEED", data: [{ id: "1", status: "failed", message }] },
  kind,
});

export const kling: VendorCase = {
  name: "kling",
  card: "kling-3.0",
  takesOurId: true,
  methods: ["verifyWebhook", "readWebhook", "findByToken", "balance"],
  callback: {
    verifiedBy: "standard-webhooks",
    messages: 3,
    speaks: true,
    secret: "KLING_WEBHOOK_SECRET",
    withSecrets: (settings, webhookSecrets) =>
      createKlingProvider({ ...settings, apiKey: "key", webhookSecrets }),
  },
  foundBy: "id",
  tells: { words: true, progress: false, queuePosition: false, cost: true },
  output: "link",
  picture: "address",
  operation: { dialect: "standard", taskId: "1" },
  refusals: [
    refusal(401, 1000, "auth"),
    refusal(401, 1001, "auth"),
    refusal(401, 1002, "auth"),
    refusal(401, 1003, "auth"),
    refusal(401, 1004, "auth"),
    refusal(429, 1100, "quota"),
    refusal(429, 1101, "quota"),
    refusal(429, 1102, "quota"),
    refusal(403, 1103, "auth"),
    refusal(400, 1200, "invalid"),
    refusal(400, 1201, "invalid", "contents[0].text: size must be between 0 and 3072"),
    refusal(400, 1201, "ambiguous", "external_task_id already exists"),
    refusal(404, 1202, "unknown"),
    refusal(404, 1203, "unknown"),
    refusal(400, 1300, "policy"),
    refusal(400, 1301, "policy"),
    refusal(429, 1302, "transient"),
    refusal(429, 1303, "transient"),
    refusal(429, 1304, "auth"),
    refusal(500, 5000, "ambiguous"),
    refusal(503, 5001, "transient"),
    refusal(504, 5002, "ambiguous"),
    refusal(200, 1102, "quota"),
    { status: 200, body: { code: 0, message: "SUCCEED", data: {} }, kind: "ambiguous" },
    { ...refusal(429, 1302, "transient"), headers: { "retry-after": "12" }, retryAfterSeconds: 12 },
  ],
  failures: [
    failure("Failure to pass the risk control system", "policy"),
    failure("The output is sensitive", "policy"),
    failure("It violates a policy", "policy"),
    failure("Internal error", "transient"),
    failure("", "transient"),
    {
      status: 200,
      body: { code: 0, data: [{ id: "1", status: "succeeded", outputs: [] }] },
      kind: "unknown",
    },
  ],
};
