import type { ErrorRow } from "../vendor-case.ts";

type Told = {
  status: number;
  name: string;
  kind: ErrorRow["kind"];
  message?: string;
  details?: object[];
  wait?: number;
};

const row = ({ status, name, kind, message = "Refused.", details, wait }: Told): ErrorRow => ({
  status,
  body: { error: { code: status, message, status: name, ...(details && { details }) } },
  kind,
  ...(wait !== undefined && { retryAfterSeconds: wait }),
});
const violation = (quotaId: string): object => ({
  "@type": "type.googleapis.com/google.rpc.QuotaFailure",
  violations: [{ quotaMetric: "requests", quotaId }],
});
const delay = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "31s" };
const badKey = { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" };
const exhausted = { status: 429, name: "RESOURCE_EXHAUSTED" };
const invalid = { status: 400, name: "INVALID_ARGUMENT" };

/** Google's shared envelope, as an object and as its front end's array. */
export const googleRefusals: readonly ErrorRow[] = [
  row({ ...invalid, kind: "invalid" }),
  row({
    ...invalid,
    kind: "policy",
    message: "The prompt was blocked, because it violates the safety rules.",
  }),
  row({ ...invalid, kind: "auth", message: "API key not valid. Please pass a valid API key." }),
  row({ ...invalid, kind: "auth", details: [badKey] }),
  row({ status: 400, name: "FAILED_PRECONDITION", kind: "auth", message: "Enable billing on this project." }),
  row({ status: 401, name: "UNAUTHENTICATED", kind: "auth" }),
  row({ status: 403, name: "PERMISSION_DENIED", kind: "auth" }),
  row({
    status: 402,
    name: "FAILED_PRECONDITION",
    kind: "quota",
    message: "The prepaid balance is exhausted.",
  }),
  row({ status: 404, name: "NOT_FOUND", kind: "invalid" }),
  row({
    ...exhausted,
    kind: "transient",
    details: [violation("RequestsPerMinutePerProject"), delay],
    wait: 31,
  }),
  row({ ...exhausted, kind: "transient" }),
  row({ ...exhausted, kind: "quota", details: [violation("RequestsPerDayPerProject")] }),
  row({ ...exhausted, kind: "quota", message: "You exceeded the monthly spend cap." }),
  row({ status: 500, name: "INTERNAL", kind: "ambiguous" }),
  row({ status: 503, name: "UNAVAILABLE", kind: "transient" }),
  row({ status: 504, name: "DEADLINE_EXCEEDED", kind: "ambiguous" }),
  {
    status: 401,
    body: [{ error: { code: 401, message: "Refused.", status: "UNAUTHENTICATED" } }],
    kind: "auth",
  },
  {
    status: 429,
    body: [{ error: { code: 429, message: "Slow down.", status: "RESOURCE_EXHAUSTED", details: [delay] } }],
    kind: "transient",
    retryAfterSeconds: 31,
  },
];
