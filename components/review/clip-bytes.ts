import { call } from "#lib/http/client.ts";

/** Bytes up to which a clip is taken whole; a larger one is streamed and its hash stays unchecked. */
export const wholeBytesMax = 96 * 1024 * 1024;

/** `matches`: whether the bytes have the recorded SHA-256; null where the browser offers no digest (plain HTTP). */
export type ClipBytes = { blob: Blob; matches: boolean | null };

export class ClipUnavailable extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`The clip answered with status ${status}.`);
    this.name = "ClipUnavailable";
    this.status = status;
  }
}

async function matchesRecord(bytes: ArrayBuffer, sha256: string): Promise<boolean | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}

async function freshUrl(videoId: string, sha256: string): Promise<string | undefined> {
  const { artifacts } = await call("getVideo", { id: videoId });
  return artifacts.find((artifact) => artifact.sha256 === sha256)?.url;
}

/**
 * Takes a clip whole and compares it with its record, so that what is decided on is what was watched.
 * A link that ran out is replaced once. Throws `ClipUnavailable`.
 */
export async function fetchClip(
  videoId: string,
  artifact: { url: string; sha256: string },
  signal: AbortSignal,
): Promise<ClipBytes> {
  let response = await fetch(artifact.url, { signal });
  if (response.status === 403) {
    const url = await freshUrl(videoId, artifact.sha256);
    if (url) response = await fetch(url, { signal });
  }
  if (!response.ok) throw new ClipUnavailable(response.status);
  const blob = await response.blob();
  return { blob, matches: await matchesRecord(await blob.arrayBuffer(), artifact.sha256) };
}
