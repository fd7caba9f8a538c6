import { expect, test } from "vitest";
import { durationSeconds, googleError, verdictOf } from "./errors.ts";

const answer = (status: number, json: unknown) => ({ status, json, headers: new Headers(), text: "" });
const wrong = (changes: Record<string, unknown>) => ({ error: { code: 400, message: "", ...changes } });
const quotaFailure = (quotaId: string) => ({
  "@type": "type.googleapis.com/google.rpc.QuotaFailure",
  violations: [{ quotaMetric: "m", quotaId }],
});
const retryInfo = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "31s" };
const keyInvalid = { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" };

test.each([
  [400, wrong({ message: "duration must be a string" }), "invalid"],
  [400, wrong({ message: "Blocked: violates our usage guidelines" }), "policy"],
  [400, wrong({ message: "API key not valid. Please pass a valid API key." }), "auth"],
  [400, [wrong({ message: "bad", details: [keyInvalid] })], "auth"],
  [400, wrong({ status: "FAILED_PRECONDITION", message: "Billing is not enabled" }), "auth"],
  [400, wrong({ code: "invalid_request", message: "unknown field" }), "invalid"],
  [401, wrong({ code: 401 }), "auth"],
  [402, wrong({ code: 402 }), "quota"],
  [403, wrong({ code: 403 }), "auth"],
  [404, wrong({ code: 404, message: "This model models/veo is no longer available." }), "invalid"],
  [429, wrong({ code: 429, details: [quotaFailure("RequestsPerMinute")] }), "transient"],
  [429, wrong({ code: 429, details: [quotaFailure("RequestsPerDayPerProject")] }), "quota"],
  [503, wrong({ code: 503, message: "The service is busy" }), "transient"],
  [500, wrong({ code: 500, message: "Internal" }), undefined],
  [504, wrong({ code: 504, message: "Deadline" }), undefined],
  [503, "<html>busy</html>", undefined],
])("a refusal with %i and %j is told as %s", (status, json, kind) => {
  expect(verdictOf(answer(status, json))?.kind).toBe(kind);
});

test("the pause that Google asks for is told in whole seconds", () => {
  const json = wrong({ code: 429, details: [quotaFailure("PerMinute"), retryInfo] });
  expect(verdictOf(answer(429, json))?.retryAfterSeconds).toBe(31);
  expect(durationSeconds("0.5s")).toBe(1);
  expect(durationSeconds("soon")).toBeUndefined();
});

test("both envelopes are read, and nothing else is", () => {
  expect(googleError([wrong({ message: "one" })])?.message).toBe("one");
  expect(googleError({ error: "text" })).toBeUndefined();
  expect(googleError([])).toBeUndefined();
});
