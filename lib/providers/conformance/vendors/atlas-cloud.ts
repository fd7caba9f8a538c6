import type { ErrorRow, VendorCase } from "../vendor-case.ts";

const refusal = (status: number, kind: ErrorRow["kind"], more: object = {}): ErrorRow => ({
  status,
  body: { code: status, msg: "Refused", request_id: "r1", data: null, ...more },
  kind,
});
const failure = (more: object, kind: ErrorRow["kind"], status = 200): ErrorRow => ({
  status,
  body: { code: status, message: "success", data: { id: "p1", status: "failed", outputs: null, ...more } },
  kind,
});

export const atlasCloud: VendorCase = {
  name: "atlas-cloud",
  card: "atlas-seedance-2.0",
  takesOurId: true,
  methods: ["verifyWebhook", "readWebhook", "findByToken", "balance"],
  callback: { verifiedBy: "ed25519", messages: 1, speaks: true },
  foundBy: "callback",
  tells: { words: true, progress: false, queuePosition: false, cost: true },
  output: "link",
  picture: "address",
  uploadsAbove: 0,
  operation: { predictionId: "p1" },
  refusals: [
    refusal(400, "invalid"),
    refusal(400, "policy", { msg: "The prompt is sensitive" }),
    refusal(400, "invalid", { code: "400", msg: undefined, message: "schema violation" }),
    refusal(401, "auth"),
    refusal(402, "quota"),
    refusal(403, "auth"),
    refusal(404, "invalid"),
    refusal(413, "invalid"),
    refusal(429, "transient"),
    refusal(451, "auth"),
    refusal(500, "ambiguous"),
    refusal(503, "transient"),
    refusal(504, "ambiguous"),
    { status: 200, body: { code: 402, msg: "The balance is too low", data: null }, kind: "quota" },
    { status: 200, body: { code: 200, data: {} }, kind: "ambiguous" },
  ],
  failures: [
    failure({ error: "The content did not pass", error_code: 1039 }, "policy"),
    failure({ error: "moderation said no" }, "policy"),
    failure({ error: "Sensitive content" }, "policy"),
    failure({ error: "against our policy" }, "policy"),
    failure({ error: "NSFW" }, "policy"),
    failure({ error: "upstream error" }, "transient"),
    failure({ error: { message: "upstream error" } }, "transient"),
    failure({}, "transient"),
    failure({ error: "upstream error" }, "transient", 500),
    failure({ error: "moderation said no" }, "policy", 500),
    failure({ status: "ERROR", error: "upstream error" }, "transient"),
    failure({ status: "timeout" }, "transient"),
    failure({ status: "completed", outputs: [] }, "unknown"),
  ],
};
