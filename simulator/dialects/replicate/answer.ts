import type { z } from "zod";
import type { RefusalReason, Refused } from "#simulator/dialect.ts";
import { retryHeaders } from "../request.ts";

const answers: Record<RefusalReason, [status: number, title: string]> = {
  invalid: [422, "Input validation failed"],
  policy: [422, "Input validation failed"],
  auth: [401, "Unauthenticated"],
  balance: [402, "Insufficient credit"],
  rate: [429, "Too Many Requests"],
  concurrency: [429, "Too Many Requests"],
  missing: [404, "Not found"],
  retired: [404, "Not found"],
  server: [500, "Internal server error"],
  overloaded: [503, "Service unavailable"],
  timeout: [504, "Gateway timeout"],
};

/** An input that does not fit the model's schema, field by field. */
export function refuseInput(error: z.ZodError, parent: string): Response {
  const invalid_fields = error.issues.map((issue) => ({
    type: issue.code,
    field: [parent, ...issue.path.map(String)].filter((part) => part !== "").join("."),
    description: issue.message,
  }));
  const detail = invalid_fields.map(({ field, description }) => `- ${field}: ${description}`).join("\n");
  return Response.json(
    { title: "Input validation failed", detail, status: 422, invalid_fields },
    { status: 422 },
  );
}

/** Throttling names its delay in the text only, unless the simulator was asked for a header. */
export function refuseReplicate(refused: Refused): Response {
  const [status, title] = answers[refused.reason];
  if (status === 429) {
    const seconds = refused.retryAfterSeconds ?? 30;
    const detail = `Request was throttled. Your rate limit resets in ~${seconds}s.`;
    return Response.json({ detail, status }, { status, headers: retryHeaders(refused) });
  }
  const paid = "You have insufficient credit to run this model. Add a payment method or buy credit.";
  const detail = refused.reason === "balance" ? paid : refused.message;
  return Response.json({ title, detail, status }, { status, headers: retryHeaders(refused) });
}
