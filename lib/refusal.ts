import { type ProblemCode, problemTypes } from "#lib/contract/problem.ts";

type Extra = {
  errors?: { path: string; message: string }[];
  retryAt?: Date;
  decidedBy?: { name: string; at: string };
};

/** An expected "no", told to the caller as a problem with a stable code. `detail` is one sentence for people. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly extra: Extra;
  constructor(code: ProblemCode, detail: string = problemTypes[code].title, extra: Extra = {}) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.extra = extra;
  }
}

/** The same answer for an id that does not exist and for one that is somebody else's. */
export const notFound = (): Refusal => new Refusal("not_found", "There is nothing here under this id.");
