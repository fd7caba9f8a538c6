import { isStorable } from "#lib/contract/line.ts";

const depthMax = 100;

/** A vendor may sign what Postgres does not store; with a body a hundred levels deep it sends no event either. */
export function isKeepable(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || value === null) return true;
  return (
    depth < depthMax &&
    Object.entries(value).every(([key, inner]) => isStorable(key) && isKeepable(inner, depth + 1))
  );
}
