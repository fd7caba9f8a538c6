import { Refusal } from "#lib/refusal.ts";

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

/** Whether the installation is reached under a name that only this machine resolves to itself. */
export const isLoopback = (appUrl: string): boolean => loopbackNames.has(new URL(appUrl).hostname);

/**
 * Whether `origin` is this installation: APP_URL itself or, on a loopback installation, whichever loopback name and
 * port the browser used (`host` is the Host header). Another local port is another program, and foreign.
 */
export function isOwnOrigin(origin: string | null, host: string | null, appUrl: string): boolean {
  const given = origin === null ? undefined : parse(origin);
  if (!given || given.origin === "null") return false;
  if (given.origin === new URL(appUrl).origin) return true;
  return isLoopback(appUrl) && loopbackNames.has(given.hostname) && given.host === host;
}

/** Guards what a cookie alone may do. Every browser sends Origin with such requests; a missing one counts as foreign. */
export function requireOwnSite(headers: Headers, appUrl: string): void {
  const site = headers.get("sec-fetch-site");
  const own = isOwnOrigin(headers.get("origin"), headers.get("host"), appUrl);
  if (own && (site === null || site === "same-origin")) return;
  throw new Refusal("cross_site", "Changes are taken from this installation's own pages only.");
}
