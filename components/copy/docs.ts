/** Words of the API's page. */
export const docsCopy = {
  title: "API",
  lead: "Everything the studio does goes through this API. Sign in with the session cookie of this site; answers are JSON, refusals are problem details (RFC 9457) with a stable code. Changes are taken from this site's own pages: a program sends the site's address as Origin too.",
  machine: "OpenAPI 3.1",
  operations: "Operations",
  errors: "Refusals",
  errorsLead:
    "The `code` of a problem is stable; show its `detail` to people. `errors` names fields, `retryAt` says when the same request may pass.",
  live: "Live messages",
  liveLead:
    "GET /api/v1/events is a stream of server-sent events, /api/v1/videos/{id}/events one of a single video. `video` messages carry an id and are replayed after Last-Event-ID; `progress` messages are hints without one.",
  access: { public: "anyone", "signed-in": "signed in" },
  permission: (name: string) => `permission ${name}`,
  input: "Input",
  field: "Field",
  kind: "Type",
  answer: (status: number, name: string) => `Answers ${status} with ${name}`,
  answerPlain: (status: number) => `Answers ${status}`,
  refusals: "May refuse with",
  required: "required",
  optional: "optional",
  idempotency:
    "Send an Idempotency-Key header: the same key and body give the same answer, another body is refused.",
} as const;
