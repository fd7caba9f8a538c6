import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import { z } from "zod";
import { type OperationName, operations } from "#lib/contract/operations.ts";
import { type Problem, type ProblemCode, problem, problemTypes } from "#lib/contract/problem.ts";
import type { VideoStatus } from "#lib/contract/status.ts";
import type { ApiInput, ApiOutput } from "#lib/http/client.ts";
import { installation } from "./installation.ts";

type Headers = Record<string, string>;
const anything = z.record(z.string(), z.unknown());
export type Input = z.infer<typeof anything>;

/** What a browser of our own pages sends with a change. */
export const ownSite = (): Headers => ({ origin: installation().baseUrl, "sec-fetch-site": "same-origin" });

/** Sends one operation as given, also what its contract would refuse. */
export async function send(
  request: APIRequestContext,
  name: OperationName,
  input: Input = {},
  headers: Headers = {},
): Promise<APIResponse> {
  const { method, path } = operations[name];
  const { id, ...data } = input;
  const place = path.replace("{id}", encodeURIComponent(String(id)));
  const body = method === "GET" ? { params: toQuery(data) } : { data };
  return request.fetch(place, { method, ...body, headers: { ...ownSite(), ...headers } });
}

const toQuery = (data: Input): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));

/** Calls one operation and returns its answer, parsed by the contract. */
export async function call<Name extends OperationName>(
  request: APIRequestContext,
  name: Name,
  input: ApiInput<Name>,
): Promise<ApiOutput<Name>> {
  const answer = await send(request, name, anything.parse(input));
  expect(answer.status(), await answer.text()).toBe(operations[name].status);
  const schema: z.ZodType = operations[name].output;
  return schema.parse(await answer.json()) as ApiOutput<Name>;
}

/** Words that would tell where or how the product runs; none may stand in an answer. */
const inside =
  /\bat .*:\d+:\d+|node_modules|\.(ts|mjs):\d|\/(tmp|var|usr|etc)\/|\bselect\b.*\bfrom\b|insert into|ECONN|ENOENT/i;

/** Reads a refusal, which is a problem detail of RFC 9457 with a request id, and tells nothing of the inside. */
export async function expectProblem(answer: APIResponse, code: ProblemCode): Promise<Problem> {
  const text = await answer.text();
  expect(answer.status(), text.slice(0, 300)).toBe(problemTypes[code].status);
  expect(answer.headers()["content-type"]).toBe("application/problem+json");
  const read = problem.parse(JSON.parse(text));
  expect(read.code).toBe(code);
  expect(read.requestId).toMatch(/^req_[0-9A-Z]{26}$/);
  expect(answer.headers()["x-request-id"]).toBe(read.requestId);
  expect(text).not.toMatch(inside);
  return read;
}

/** Waits until a video has one of the statuses, asking the API as anybody could. */
export async function untilStatus(
  request: APIRequestContext,
  id: string,
  wanted: VideoStatus | readonly VideoStatus[],
): Promise<ApiOutput<"getVideo">> {
  const statuses = [wanted].flat();
  const read = () => call(request, "getVideo", { id });
  await expect
    .poll(async () => statuses.includes((await read()).status), {
      message: `${id} becomes ${statuses.join(" or ")}`,
      timeout: 120_000,
      intervals: [100, 250],
    })
    .toBe(true);
  return read();
}
