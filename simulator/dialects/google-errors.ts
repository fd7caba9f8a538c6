import type { RefusalReason, Refused } from "#simulator/dialect.ts";

type Said = { status: number; name: string; message?: string };

const said: Record<RefusalReason, Said> = {
  invalid: { status: 400, name: "INVALID_ARGUMENT" },
  policy: {
    status: 400,
    name: "INVALID_ARGUMENT",
    message: "The prompt could not be submitted because it violates the usage guidelines on safety.",
  },
  auth: {
    status: 401,
    name: "UNAUTHENTICATED",
    message: "Request had invalid authentication credentials.",
  },
  balance: { status: 402, name: "FAILED_PRECONDITION", message: "The prepaid balance is exhausted." },
  rate: { status: 429, name: "RESOURCE_EXHAUSTED", message: "Quota exceeded for requests per minute." },
  concurrency: {
    status: 429,
    name: "RESOURCE_EXHAUSTED",
    message: "Quota exceeded for concurrent long running operations.",
  },
  missing: { status: 404, name: "NOT_FOUND" },
  retired: { status: 404, name: "NOT_FOUND" },
  server: { status: 500, name: "INTERNAL", message: "An internal error has occurred." },
  overloaded: { status: 503, name: "UNAVAILABLE", message: "The service is currently unavailable." },
  timeout: {
    status: 504,
    name: "DEADLINE_EXCEEDED",
    message: "The deadline expired before the call was done.",
  },
};

function quotaDetails(seconds: number | undefined): object[] {
  const violation = {
    quotaMetric: "aiplatform.googleapis.com/requests",
    quotaId: "RequestsPerMinutePerProject",
  };
  const failure = { "@type": "type.googleapis.com/google.rpc.QuotaFailure", violations: [violation] };
  if (seconds === undefined) return [failure];
  return [failure, { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${seconds}s` }];
}

type GoogleError = { code: number; message: string; status: string; details?: object[] };

/** The numeric error envelope of Google's front ends. `RetryInfo` carries the delay where one is known. */
export function googleError(refused: Refused): { status: number; error: GoogleError } {
  const { status, name, message } = said[refused.reason];
  const limited = refused.reason === "rate" || refused.reason === "concurrency";
  const details = limited ? { details: quotaDetails(refused.retryAfterSeconds) } : {};
  return { status, error: { code: status, message: message ?? refused.message, status: name, ...details } };
}
