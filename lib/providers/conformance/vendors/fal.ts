import type { ErrorRow, VendorCase } from "../vendor-case.ts";

const fault = (type: string, kind: ErrorRow["kind"], status = 422): ErrorRow => ({
  status,
  body: { detail: [{ loc: ["body", "prompt"], msg: "Refused", type, input: "words" }] },
  headers: { "x-fal-retryable": "false" },
  kind,
});
const platform = (status: number, detail: string, kind: ErrorRow["kind"], error_type?: string): ErrorRow => ({
  status,
  body: { detail, ...(error_type && { error_type }) },
  headers: error_type ? { "x-fal-error-type": error_type } : {},
  kind,
});
const ended = (
  error_type: string,
  kind: ErrorRow["kind"],
  headers: Record<string, string> = {},
): ErrorRow => ({
  status: 200,
  body: { status: "COMPLETED", error: "It failed", error_type },
  headers,
  kind,
});
const invalidTypes = [
  "missing",
  "value_error",
  "one_of",
  "greater_than",
  "less_than_equal",
  "sequence_too_long",
  "image_too_small",
  "image_too_large",
  "image_load_error",
  "file_too_large",
  "unsupported_image_format",
  "video_duration_too_long",
  "face_detection_error",
  "feature_not_supported",
  "file_download_error",
];
const technicalTypes = [
  "no_media_generated",
  "internal_server_error",
  "downstream_service_unavailable",
  "generation_timeout",
  "request_timeout",
  "startup_timeout",
  "runner_scheduling_failure",
  "runner_connection_timeout",
  "runner_connection_refused",
  "runner_disconnected",
];

export const fal: VendorCase = {
  name: "fal",
  card: "fal-veo-3.1",
  methods: ["cancel", "verifyWebhook", "readWebhook"],
  callback: { verifiedBy: "ed25519", messages: 1, speaks: true },
  tells: { words: true, progress: false, queuePosition: true, cost: false },
  canceled: { waiting: "failed", running: "failed" },
  output: "link",
  picture: "address",
  uploadsAbove: 2 * 1024 * 1024,
  operation: {
    requestId: "r1",
    paths: {
      status: "fal-ai/veo3.1/requests/r1/status",
      response: "fal-ai/veo3.1/requests/r1",
      cancel: "fal-ai/veo3.1/requests/r1/cancel",
    },
  },
  refusals: [
    fault("content_policy_violation", "policy"),
    ...invalidTypes.map((type) => fault(type, "invalid")),
    fault("unheard_of", "invalid"),
    platform(400, "The upstream refused", "unknown", "downstream_service_error"),
    platform(401, "Cannot access application. Authentication is required.", "auth"),
    platform(403, "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai.", "quota"),
    platform(403, "No access to this application", "auth"),
    platform(404, "Application not found", "invalid"),
    platform(429, "Too many requests", "transient"),
    platform(500, "Internal server error", "ambiguous", "internal_server_error"),
    platform(503, "No runner", "transient", "runner_scheduling_failure"),
    platform(504, "Timed out", "ambiguous", "request_timeout"),
    { status: 200, body: { status: "IN_QUEUE" }, kind: "ambiguous" },
  ],
  failures: [
    ended("content_policy_violation", "policy"),
    ...invalidTypes.map((type) => ended(type, "invalid")),
    ...technicalTypes.map((type) => ended(type, "transient")),
    ended("downstream_service_error", "unknown"),
    ended("downstream_service_error", "transient", { "x-fal-retryable": "true" }),
    ended("downstream_service_error", "transient", { "x-fal-needs-retry": "1" }),
    ended("request_timeout", "unknown", { "x-fal-request-timeout-type": "user" }),
    ended("unheard_of", "transient"),
  ],
};
