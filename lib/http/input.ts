import { z } from "zod";
import { isStorable } from "#lib/contract/line.ts";
import type { Operation } from "#lib/contract/operation.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { readJson } from "./body.ts";

export type PathParams = Record<string, string | string[] | undefined>;
type Fields = Record<string, unknown>;
/** What a stranger sends may not become an answer many times as long. */
const errorsMax = 50;

type FieldError = { path: string; message: string };

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, "1 to 255 visible ASCII characters.")
  .optional();

const refuse = (errors: FieldError[]): Refusal =>
  new Refusal("invalid_input", errors[0]?.message ?? "Some fields need a change.", { errors });

function parsePart(schema: z.ZodType<Fields>, value: unknown): Fields {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refuse(parsed.error.issues.flatMap(fieldErrors).slice(0, errorsMax));
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join("."),
      message: "This field is not known.",
    }));
  return [{ path: issue.path.join("."), message: issue.message }];
}

/** What a schema let through and Postgres does not store would become a failure of ours. */
function unstorablePaths(value: unknown, path: string): string[] {
  if (typeof value === "string") return isStorable(value) ? [] : [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isStorable(key) ? unstorablePaths(inner, path ? `${path}.${key}` : key) : [path],
  );
}

function readQuery(schema: z.ZodType<Fields>, search: URLSearchParams): Fields {
  const repeated = [...new Set(search.keys())].filter((key) => search.getAll(key).length > 1);
  if (repeated.length > 0)
    throw refuse(repeated.map((path) => ({ path, message: "Give this parameter once." })));
  return parsePart(schema, Object.fromEntries(search));
}

function readPath(schema: z.ZodType<Fields>, params: PathParams): Fields {
  const parsed = schema.safeParse(params);
  if (!parsed.success || unstorablePaths(parsed.data, "").length > 0) throw notFound();
  return parsed.data;
}

/** Path, query and body as one parsed object; throws the refusal that names every fault. */
export async function readInput(operation: Operation, request: Request, params: PathParams): Promise<Fields> {
  const input: Fields = {
    ...(operation.params && readPath(operation.params, params)),
    ...(operation.query && readQuery(operation.query, new URL(request.url).searchParams)),
    ...(operation.body && parsePart(operation.body, await readJson(request))),
    ...(operation.idempotencyKey && readIdempotencyKey(request)),
  };
  const faulty = unstorablePaths(input, "");
  if (faulty.length > 0)
    throw refuse(faulty.map((path) => ({ path, message: "Remove the control characters." })));
  return input;
}

function readIdempotencyKey(request: Request): Fields {
  const parsed = idempotencyKey.safeParse(request.headers.get("idempotency-key") ?? undefined);
  if (parsed.success) return { idempotencyKey: parsed.data };
  throw refuse(parsed.error.issues.map(({ message }) => ({ path: "Idempotency-Key", message })));
}
