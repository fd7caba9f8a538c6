import { randomUUID } from "node:crypto";
import type { Door, RefusalReason, Refused } from "#simulator/dialect.ts";
import { retryHeaders, wordOf } from "../request.ts";

const statuses: Record<string, number> = {
  MissingParameter: 400,
  InvalidParameter: 400,
  "InvalidParameter.DownloadFailed": 400,
  "InvalidParameter.TaskTypeConstraint": 400,
  "InvalidEndpoint.ClosedEndpoint": 400,
  SensitiveContentDetected: 400,
  InputTextSensitiveContentDetected: 400,
  "InputImageSensitiveContentDetected.PrivacyInformation": 400,
  ContentSecurityDetectionError: 400,
  AuthenticationError: 401,
  AccountOverdueError: 403,
  AccessDenied: 403,
  InvalidAccountStatus: 403,
  "OperationDenied.ServiceNotOpen": 403,
  "OperationDenied.ServiceOverdue": 403,
  "InvalidEndpointOrModel.NotFound": 404,
  "InvalidEndpointOrModel.ModelIDAccessDisabled": 404,
  ModelNotOpen: 404,
  NotFound: 404,
  "InvalidAction.RunningTaskDeletion": 409,
  "RateLimitExceeded.EndpointRPMExceeded": 429,
  ModelAccountRpmRateLimitExceeded: 429,
  AccountRateLimitExceeded: 429,
  RequestBurstTooFast: 429,
  ServerOverloaded: 429,
  InflightBatchsizeExceeded: 429,
  QuotaExceeded: 429,
  SetLimitExceeded: 429,
  InternalServiceError: 500,
};

const codes: Record<Exclude<RefusalReason, "timeout">, string> = {
  invalid: "InvalidParameter",
  policy: "InputTextSensitiveContentDetected",
  auth: "AuthenticationError",
  balance: "AccountOverdueError",
  rate: "ModelAccountRpmRateLimitExceeded",
  concurrency: "InflightBatchsizeExceeded",
  missing: "InvalidEndpointOrModel.NotFound",
  retired: "InvalidEndpointOrModel.ModelIDAccessDisabled",
  server: "InternalServiceError",
  overloaded: "ServerOverloaded",
};

export function refuseWithCode(
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const request = randomUUID();
  const param = /^(\w+)[[.:]/.exec(message)?.[1] ?? "";
  return Response.json(
    { error: { code, message: `${message} Request id: ${request}`, param, type: code.split(".")[0] } },
    { status: statuses[code] ?? 400, headers: { "x-request-id": request, ...headers } },
  );
}

/** The gateway in front of the service answers a timeout without a body. */
export function refuseSeedance(refused: Refused, door: Door): Response {
  if (refused.reason === "timeout") return new Response(null, { status: 504 });
  const unknownTask = refused.reason === "missing" && door !== "submit";
  return refuseWithCode(
    unknownTask ? "NotFound" : codes[refused.reason],
    refused.message,
    retryHeaders(refused),
  );
}

/** The answer of a code that a prompt asks for with `[[refusal:QuotaExceeded]]`. */
export function refusalWord(prompt: string): Response | undefined {
  const code = wordOf(prompt, "refusal");
  return code !== undefined && Object.hasOwn(statuses, code)
    ? refuseWithCode(code, "Refused as the prompt asks.")
    : undefined;
}
