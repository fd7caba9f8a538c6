import type { z } from "zod";
import type { ProblemCode } from "./problem.ts";
import type { Permission } from "./role.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type Access = Permission | "public" | "signed-in";
type Part = z.ZodType<Record<string, unknown>>;

/** One API operation as data: validation, permission, typed client and OpenAPI are all read from it. */
export type Operation<
  Params extends Part = Part,
  Query extends Part = Part,
  Body extends Part = Part,
  Output extends z.ZodType = z.ZodType,
> = {
  method: Method;
  path: `/api/v1/${string}`;
  summary: string;
  access: Access;
  status: 200 | 201 | 202;
  params?: Params;
  query?: Query;
  body?: Body;
  output: Output;
  problems: readonly ProblemCode[];
  idempotencyKey?: boolean;
};

type PartOf<P, Key extends "input" | "output"> = P extends z.ZodType
  ? Key extends "input"
    ? z.input<P>
    : z.output<P>
  : Record<never, never>;

/** Everything a caller sends: path parameters, query and body in one object. */
export type InputOf<O extends Operation, Key extends "input" | "output" = "output"> = PartOf<
  O["params"],
  Key
> &
  PartOf<O["query"], Key> &
  PartOf<O["body"], Key>;
export type OutputOf<O extends Operation> = z.output<O["output"]>;
