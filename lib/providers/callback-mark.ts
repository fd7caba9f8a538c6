const attemptParameter = "take";

/** The callback address with our attempt id in its query, for vendors that keep it and show it in their lists. */
export function markedCallback(callbackUrl: string, attemptId: string): string {
  const url = new URL(callbackUrl);
  url.searchParams.set(attemptParameter, attemptId);
  return url.href;
}

/** Whether a callback address was sent with this attempt. */
export function isMarked(callbackUrl: string | null | undefined, attemptId: string): boolean {
  if (!callbackUrl || !URL.canParse(callbackUrl)) return false;
  return new URL(callbackUrl).searchParams.get(attemptParameter) === attemptId;
}
