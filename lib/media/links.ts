export type SignedLink = { url: string; expiresAt: Date };
export type LinkedObject = { storageKey: string; mimeType: string; downloadName?: string; expiresAt: Date };

/** Makes and checks links that grant reading one stored object for at most five minutes. */
export interface Links {
  /** Same-origin path for browsers. The expiry is rounded so that a browser can cache the answer. */
  sign(object: { storageKey: string; mimeType: string; downloadName?: string }, now: Date): SignedLink;
  /** Absolute URL for a vendor that must fetch a source image. */
  signAbsolute(object: { storageKey: string; mimeType: string }, now: Date): SignedLink;
  /** What a link grants, or undefined when it was altered or has expired. */
  open(link: { storageKey: string; query: URLSearchParams }, now: Date): LinkedObject | undefined;
}
