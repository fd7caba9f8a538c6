import type { artifacts } from "#db/schema/artifact.ts";
import type { ArtifactView } from "#lib/contract/artifact.ts";
import type { Links } from "./links.ts";

type ArtifactRow = typeof artifacts.$inferSelect;

/** The view of an artifact with a link that grants reading; only for its owner, reviewers and admins. */
export function artifactView(row: ArtifactRow, links: Links, now: Date): ArtifactView {
  const link = links.sign({ storageKey: row.storageKey, mimeType: row.mimeType }, now);
  return {
    id: row.id,
    type: row.type,
    mimeType: row.mimeType,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    durationSeconds: row.durationSeconds,
    codec: row.codec,
    frameRate: row.frameRate,
    hasAudio: row.hasAudio,
    sha256: row.sha256,
    url: link.url,
    urlExpiresAt: link.expiresAt.toISOString(),
  };
}
