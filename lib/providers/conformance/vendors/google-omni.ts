import type { ErrorRow, VendorCase } from "../vendor-case.ts";
import { googleRefusals } from "./google-refusals.ts";

const failure = (code: string | undefined, kind: ErrorRow["kind"], message = "It failed."): ErrorRow => ({
  status: 200,
  body: { id: "v1_abc", status: "failed", errors: [{ code, message }] },
  kind,
});
const ended = (status: string, kind: ErrorRow["kind"]): ErrorRow => ({
  status: 200,
  body: { id: "v1_abc", status },
  kind,
});

export const googleOmni: VendorCase = {
  name: "google-omni",
  card: "gemini-omni-1.1",
  takesOurId: true,
  methods: ["cancel", "verifyWebhook"],
  callback: { verifiedBy: "jwt", messages: 1, speaks: false },
  tells: { words: true, progress: false, queuePosition: false, cost: true },
  canceled: { waiting: "canceled", running: "canceled" },
  takesLargeAnswers: true,
  output: "link",
  picture: "inline",
  operation: { interactionId: "v1_abc", model: "gemini-omni-1.1-flash" },
  refusals: [
    ...googleRefusals,
    {
      status: 400,
      body: { error: { code: "invalid_request", message: "duration: 3s to 10s" } },
      kind: "invalid",
    },
    {
      status: 400,
      body: { error: { code: "invalid_request", message: "It violates the usage guidelines." } },
      kind: "policy",
    },
    { status: 404, body: { error: { code: "not_found", message: "No such model" } }, kind: "invalid" },
    { status: 500, body: { error: { code: "internal", message: "Internal" } }, kind: "ambiguous" },
    { status: 200, body: { object: "interaction" }, kind: "ambiguous" },
  ],
  failures: [
    failure("internal", "transient"),
    failure("unheard_of", "transient"),
    failure(undefined, "transient"),
    failure("invalid_request", "invalid"),
    failure("invalid_request", "policy", "It was blocked by a safety filter."),
    failure("resource_exhausted", "quota"),
    failure("permission_denied", "auth"),
    failure("deadline_exceeded", "transient"),
    ended("completed", "policy"),
    ended("requires_action", "unknown"),
    ended("incomplete", "transient"),
    ended("budget_exceeded", "quota"),
  ],
};
