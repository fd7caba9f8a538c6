import { isLoopback, isOwnOrigin } from "#lib/http/origin.ts";

/**
 * The origin under which the browser reached us, when it is one of ours, else undefined. Upload links must carry the
 * very name the page has, because another name is another site to the browser.
 */
export function ownOrigin(headers: Headers, appUrl: string): string | undefined {
  const host = headers.get("host");
  const configured = new URL(appUrl);
  if (host === null) return undefined;
  if (host === configured.host) return configured.origin;
  const origin = `http://${host}`;
  return isLoopback(appUrl) && isOwnOrigin(origin, host, appUrl) ? new URL(origin).origin : undefined;
}
