import { styleHashes } from "./style-hashes.ts";

type PolicyFacts = { nonce: string; appUrl: string; development: boolean; uploadsElsewhere: boolean };

const isSecure = (appUrl: string): boolean => appUrl.startsWith("https://");

/**
 * The content policy of one page view. Scripts run by its nonce alone; style elements by nonce or known hash. Style
 * attributes stay allowed, because the server renders positions and sizes into them.
 */
export function contentPolicy({ nonce, appUrl, development, uploadsElsewhere }: PolicyFacts): string {
  const scripts = [
    "'self'",
    `'nonce-${nonce}'`,
    "'strict-dynamic'",
    ...(development ? ["'unsafe-eval'"] : []),
  ];
  const styles = development ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`, ...styleHashes];
  const connections = [
    "'self'",
    ...(uploadsElsewhere ? ["https://*.ingest.uploadthing.com"] : []),
    ...(development ? ["ws:"] : []),
  ];
  const directives: Record<string, string[]> = {
    "default-src": ["'none'"],
    "script-src": scripts,
    "style-src": styles,
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "blob:", "data:"],
    "media-src": ["'self'", "blob:"],
    "font-src": ["'self'"],
    "connect-src": connections,
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...(isSecure(appUrl) && { "upgrade-insecure-requests": [] }),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

/** Headers of every page. Same-origin referrers, because a form's Origin header is `null` where there is no referrer. */
export function pageHeaders(policy: string, appUrl: string): [string, string][] {
  return [
    ["content-security-policy", policy],
    ["cross-origin-opener-policy", "same-origin"],
    [
      "permissions-policy",
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), autoplay=(self), fullscreen=(self), picture-in-picture=(self)",
    ],
    ["referrer-policy", "same-origin"],
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    ...(isSecure(appUrl)
      ? [["strict-transport-security", "max-age=63072000; includeSubDomains"] satisfies [string, string]]
      : []),
  ];
}
