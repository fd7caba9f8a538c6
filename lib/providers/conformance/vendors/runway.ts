import type { ErrorRow, VendorCase } from "../vendor-case.ts";

const docUrl = "https://docs.dev.runwayml.com/api";
const refusal = (status: number, error: string, kind: ErrorRow["kind"], more: object = {}): ErrorRow => ({
  status,
  body: { error, docUrl, ...more },
  kind,
});
const issues = (code: string) => ({ issues: [{ code, path: ["duration"], message: "Too big" }] });
const failure = (failureCode: string | null | undefined, kind: ErrorRow["kind"]): ErrorRow => ({
  status: 200,
  body: { id: "t1", status: "FAILED", failure: "It failed.", failureCode },
  kind,
});

export const runway: VendorCase = {
  name: "runway",
  card: "runway-gen4.5",
  methods: ["cancel", "balance"],
  tells: { words: true, progress: true, queuePosition: false, cost: true },
  canceled: { waiting: "missing", running: "missing" },
  output: "link",
  picture: "address",
  uploadsAbove: 4_000_000,
  said: { rate: "quota", concurrency: "quota" },
  operation: { taskId: "t1" },
  refusals: [
    refusal(400, "Validation of body failed", "invalid", issues("too_big")),
    refusal(400, "Validation of body failed", "invalid", issues("unrecognized_keys")),
    refusal(400, "You do not have enough credits to run this task.", "quota"),
    refusal(400, "The X-Runway-Version header is required.", "auth"),
    refusal(400, "X-Runway-On-Behalf-Of is required for this account.", "auth"),
    refusal(401, "The API key is not valid.", "auth"),
    refusal(403, "Forbidden", "auth"),
    refusal(429, "You have reached your generation limit for today.", "quota"),
    refusal(500, "Internal server error", "ambiguous"),
    refusal(502, "The service is overloaded.", "transient"),
    refusal(503, "The service is overloaded.", "transient"),
    refusal(504, "The service is overloaded.", "ambiguous"),
    { status: 429, body: "", kind: "transient" },
    { status: 200, body: { estimatedCost: { credits: 25 } }, kind: "ambiguous" },
  ],
  failures: [
    failure("SAFETY.INPUT.TEXT", "policy"),
    failure("SAFETY.INPUT.IMAGE", "policy"),
    failure("SAFETY.INPUT.VIDEO", "policy"),
    failure("SAFETY.OUTPUT", "policy"),
    failure("SAFETY.OUTPUT.VIDEO", "policy"),
    failure("INPUT_PREPROCESSING.SAFETY.TEXT", "policy"),
    failure("INPUT_PREPROCESSING.SAFETY.THIRD_PARTY", "policy"),
    failure("ASSET.INVALID", "invalid"),
    failure("INTERNAL.BAD_OUTPUT.CODE01", "transient"),
    failure("INTERNAL.BAD_OUTPUT.01", "transient"),
    failure("INPUT_PREPROCESSING.INTERNAL", "transient"),
    failure("THIRD_PARTY.UNAVAILABLE", "transient"),
    failure("INTERNAL", "transient"),
    failure(null, "transient"),
    failure(undefined, "transient"),
    failure("SAFETYNET.UNHEARD", "transient"),
    { status: 200, body: { id: "t1", status: "SUCCEEDED", output: [] }, kind: "unknown" },
  ],
};
