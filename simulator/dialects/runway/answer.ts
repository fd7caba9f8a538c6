import type { RefusalReason, Refused } from "#simulator/dialect.ts";
import { retryHeaders } from "../request.ts";

const docUrl = "https://docs.dev.runwayml.com/api";
const statuses: Record<RefusalReason, number> = {
  invalid: 400,
  policy: 400,
  auth: 401,
  balance: 400,
  rate: 429,
  concurrency: 429,
  missing: 404,
  retired: 400,
  server: 500,
  overloaded: 503,
  timeout: 504,
};

/** A body that does not fit, with issues in zod's own layout. */
export function refuseWithIssues(issues: readonly object[]): Response {
  return Response.json({ error: "Validation of body failed", docUrl, issues }, { status: 400 });
}

export function refuseRunway(refused: Refused): Response {
  const { reason, message } = refused;
  if (reason === "invalid") return refuseWithIssues([{ code: "custom", path: [], message }]);
  if (reason === "retired")
    return refuseWithIssues([
      { code: "invalid_union", errors: [], discriminator: "model", path: ["model"], message },
    ]);
  const error = {
    policy: "Your request was rejected by content moderation.",
    balance: "You do not have enough credits to run this task.",
    missing: "Could not find Task",
    rate: "You have reached your generation limit for today.",
    concurrency: "You have reached your generation limit for today.",
    auth: "The API key is not valid.",
    server: "Internal server error",
    overloaded: "The service is overloaded, please try again later.",
    timeout: "The service is overloaded, please try again later.",
  }[reason];
  const body = reason === "missing" ? { error } : { error, docUrl };
  return Response.json(body, { status: statuses[reason], headers: retryHeaders(refused) });
}
