export type Validators = { etag: string; modifiedAt: Date };

const weak = (tag: string): string => tag.trim().replace(/^W\//, "");
const secondsOf = (moment: Date): number => Math.floor(moment.getTime() / 1000);

/** True when the caller's copy is still good: a listed tag, or no tags given and not modified since. */
export function isNotModified(headers: Headers, { etag, modifiedAt }: Validators): boolean {
  const tags = headers.get("if-none-match");
  if (tags !== null) return tags.trim() === "*" || tags.split(",").some((tag) => weak(tag) === etag);
  const since = Date.parse(headers.get("if-modified-since") ?? "");
  return !Number.isNaN(since) && secondsOf(modifiedAt) <= Math.floor(since / 1000);
}

/** Whether a range may be answered: If-Range is absent, or names exactly this version by strong tag or date. */
export function rangeApplies(headers: Headers, { etag, modifiedAt }: Validators): boolean {
  const condition = headers.get("if-range");
  if (condition === null) return true;
  if (condition.trim().startsWith('"')) return condition.trim() === etag;
  const date = Date.parse(condition);
  return !Number.isNaN(date) && secondsOf(modifiedAt) === Math.floor(date / 1000);
}
