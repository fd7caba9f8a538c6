import type { Moderator } from "./types.ts";

/** Asks one judge after the other; the first that does not allow has the last word. The last one tells the kind. */
export function createLayeredModerator(first: Moderator, last: Moderator): Moderator {
  return {
    kind: last.kind,
    async judge(request) {
      const verdict = await first.judge(request);
      return verdict.kind === "allowed" ? last.judge(request) : verdict;
    },
  };
}
