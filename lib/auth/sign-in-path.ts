import type { Route } from "next";

/** Set by the proxy on every page request, so that a server component knows where it is. */
export const pathHeader = "x-dailies-path";

/** A path of this site that may be gone to after signing in; anything else becomes `/library`. */
export function safeReturnPath(from: string | null | undefined): string {
  return from && /^\/(?![/\\])[\x21-\x7e]*$/.test(from) && !from.includes("\\") ? from : "/library";
}

export function signInPath(from: string | null): Route {
  return `/sign-in?from=${encodeURIComponent(safeReturnPath(from))}`;
}

const membersPath = /^\/(create|library|videos|usage|settings|review|admin)(\/|$)/;

/** Whether a page is for signed-in people only. */
export const isMembersPath = (pathname: string): boolean => membersPath.test(pathname);
