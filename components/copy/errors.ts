import { ApiError } from "#lib/http/client.ts";
import { whenOf } from "./format.ts";

export const errorCopy = {
  title: "This could not be loaded",
  again: "Try again",
  unknown: "Something went wrong. Try again.",
  notFoundTitle: "There is no such video",
  notFound: "It may have been made by someone else, or the address has a typo.",
  toLibrary: "Open library",
} as const;

/** One sentence for a refusal, with the moment from which it may pass. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return errorCopy.unknown;
  const { detail, retryAt } = error.problem;
  return retryAt ? `${detail} It opens again at ${whenOf(retryAt, Date.now())}.` : detail;
}

/** The sentence for one field of a refused form, or undefined. */
export function fieldErrorOf(error: unknown, path: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.problem.errors?.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`))
    ?.message;
}
