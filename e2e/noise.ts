import type { BrowserContext, ConsoleMessage } from "@playwright/test";

export type Noise = {
  /** Every console error, uncaught exception and policy violation so far, of all pages. */
  heard: () => readonly string[];
  /** A complaint that the journey provokes on purpose. */
  allow: (expected: RegExp) => void;
  listen: (context: BrowserContext) => Promise<void>;
};

const placeOf = (message: ConsoleMessage): string => {
  const { url } = message.location();
  return url ? ` (${url})` : "";
};

/** The recorder of traces reads a page's pictures too, and the policy stops it; the page's own reads name a source. */
const recorderReadsPicture = /^Connecting to 'blob:[^']+' violates|^policy violation: connect-src blob +:0:0/;

/** Listens to what pages complain about. */
export function createNoise(): Noise {
  const all: string[] = [];
  const expected: RegExp[] = [recorderReadsPicture];
  return {
    heard: () => all.filter((line) => !expected.some((pattern) => pattern.test(line))),
    allow: (pattern) => {
      expected.push(pattern);
    },
    async listen(context) {
      context.on("console", (message) => {
        if (message.type() === "error") all.push(message.text() + placeOf(message));
      });
      context.on("weberror", (fault) => all.push(String(fault.error().stack ?? fault.error())));
      await context.addInitScript(() =>
        document.addEventListener("securitypolicyviolation", (event) =>
          console.error(
            `policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`,
          ),
        ),
      );
    },
  };
}

/** What Chromium itself writes for a refused or unanswered request. */
export const refusedRequest = (status: number): RegExp =>
  new RegExp(`Failed to load resource: .* ${status} `);
export const unansweredRequest =
  /ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|NETWORK_CHANGED|SOCKET_NOT_CONNECTED)/;
