import { ownSite, send } from "#e2e/api.ts";
import { caller, invite } from "#e2e/people.ts";
import type { OperationName } from "#lib/contract/operations.ts";
import type { ProblemCode } from "#lib/contract/problem.ts";
import { proveRows, type Row } from "./places.ts";

const query = (input: string, search: string): Row => ({
  door: "GET /api/v1/videos",
  input,
  send: ({ creator }) => creator.get(`/api/v1/videos?${search}`),
  code: "invalid_input",
});

const method = (name: string, path: string): Row => ({
  door: `${name} ${path}`,
  input: "a method that is not taken",
  send: ({ creator, ownId }) =>
    creator.fetch(path.replace("{id}", ownId), { method: name, headers: ownSite(), data: {} }),
  code: "method_not_allowed",
});

const own = (
  name: OperationName,
  input: string,
  code: ProblemCode,
  body: Record<string, unknown> = {},
): Row => ({
  door: name,
  input,
  send: ({ creator, ownId }) => send(creator, name, { id: ownId, ...body }),
  code,
});

const decide = (input: string, body: Record<string, unknown>, code: ProblemCode = "invalid_input"): Row => ({
  door: "decideReview",
  input,
  send: async ({ otherId }) => send(await reviewer(), "decideReview", { id: otherId, ...body }),
  code,
});

let known: Promise<Awaited<ReturnType<typeof caller>>> | undefined;
function reviewer() {
  known ??= invite({ role: "reviewer" }).then(caller);
  return known;
}

const id = (input: string, value: string): Row => ({
  door: "GET /api/v1/videos/{id}",
  input,
  send: ({ creator }) => creator.get(`/api/v1/videos/${value}`),
  code: "not_found",
});

proveRows([
  query("a limit of 0", "limit=0"),
  query("a limit of 51", "limit=51"),
  query("a limit in words", "limit=many"),
  query("an unknown status", "status=queued,sleeping"),
  query("an unknown workflow", "workflowType=mind-to-video"),
  query("a day instead of a moment", "from=2026-11-21"),
  query("a cursor that nobody gave", "cursor=%27%3B--"),
  query("a parameter twice", "limit=1&limit=2"),
  query("a parameter that is not known", "owner=everyone"),
  query("101 characters to search for", `q=${"a".repeat(101)}`),
  query("a NUL to search for", "q=%00"),
  method("PUT", "/api/v1/videos"),
  method("DELETE", "/api/v1/videos/{id}"),
  method("GET", "/api/v1/videos/{id}/cancel"),
  method("PATCH", "/api/v1/usage"),
  method("POST", "/api/v1/health"),
  method("POST", "/api/v1/events"),
  method("GET", "/api/ingest/nothing"),
  method("PUT", "/api/uploadthing"),
  method("PUT", "/api/webhooks/animatic"),
  method("DELETE", "/api/v1/me"),
  id("quotes", "vid_'%20or%201=1"),
  id("a NUL", "vid_%00"),
  id("65 characters", "v".repeat(65)),
  id("a way out", "..%2f..%2fsecrets.json"),
  {
    door: "GET /api/v1/nothing",
    input: "an address that is not there",
    send: ({ creator }) => creator.get("/api/v1/nothing"),
    code: "not_found",
  },
  own("retryVideo", "a canceled video", "conflict"),
  own("publishVideo", "a video that nobody approved", "conflict", { title: "Too soon" }),
  own("withdrawVideo", "a video that is not published", "conflict"),
  own("publishVideo", "no title", "invalid_input"),
  own("publishVideo", "a title of spaces", "invalid_input", { title: "   " }),
  own("publishVideo", "a title of 121 characters", "invalid_input", { title: "a".repeat(121) }),
  own("publishVideo", "a NUL in the title", "invalid_input", { title: "A\u0000" }),
  own("publishVideo", "a visibility of one's own", "invalid_input", { title: "A", visibility: "secret" }),
  own("decideReview", "the creator", "forbidden", { decision: "approve" }),
  decide("an unknown decision", { decision: "maybe" }),
  decide("a note of 1,001 characters", { decision: "approve", note: "a".repeat(1001) }),
  decide("nine reasons", { decision: "reject", reasons: Array.from({ length: 9 }, () => "quality") }),
  decide("a hash that is none", { decision: "approve", artifactSha256: "abc" }),
  decide("a video that is not waiting", { decision: "approve" }, "not_found"),
  {
    door: "cancelVideo",
    input: "another site",
    send: ({ creator, ownId }) =>
      creator.post(`/api/v1/videos/${ownId}/cancel`, { headers: { origin: "https://evil.example" } }),
    code: "cross_site",
  },
]);
