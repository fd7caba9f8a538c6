import { z } from "zod";

/** Stable error code → HTTP status and title. The `type` of a problem is `/docs/api#error-<code>`. */
export const problemTypes = {
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  not_signed_in: { status: 401, title: "Sign in first" },
  wrong_credentials: { status: 401, title: "That e-mail and password do not match" },
  forbidden: { status: 403, title: "You may not do this" },
  cross_site: { status: 403, title: "This request came from another site" },
  bad_signature: { status: 401, title: "The signature does not match" },
  link_expired: { status: 403, title: "This link has expired or was altered" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "This method is not supported here" },
  conflict: { status: 409, title: "The state has changed meanwhile" },
  already_decided: { status: 409, title: "Somebody has already decided" },
  too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "This content type is not accepted" },
  range_not_satisfiable: { status: 416, title: "The requested range lies outside the file" },
  invalid_input: { status: 422, title: "Some fields need a change" },
  idempotency_mismatch: { status: 422, title: "This idempotency key was used for another request" },
  model_misfit: { status: 422, title: "The model cannot make this" },
  model_retired: { status: 422, title: "The model takes no new work" },
  no_model: { status: 422, title: "No model of this installation can make this" },
  prompt_refused: { status: 422, title: "The prompt was refused" },
  image_refused: { status: 422, title: "The image was refused" },
  quota_exceeded: { status: 429, title: "Your quota is used up" },
  too_many_attempts: { status: 429, title: "Too many attempts" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "A part of this installation does not answer" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemTypes;
export const problemCode = z.enum(Object.keys(problemTypes) as [ProblemCode, ...ProblemCode[]]);

/** RFC 9457 problem details. `errors` names fields; `retryAt` is when the same request may pass. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: problemCode,
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    retryAt: z.iso.datetime().optional(),
    decidedBy: z.object({ name: z.string(), at: z.iso.datetime() }).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;
