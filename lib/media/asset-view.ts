import type { assets } from "#db/schema/asset.ts";
import type { AssetView } from "#lib/contract/asset.ts";
import type { Links } from "./links.ts";

type AssetRow = typeof assets.$inferSelect;

/** The view of an asset with a link that grants reading; only for its owner, reviewers and admins. */
export function assetView(row: AssetRow, links: Links, now: Date): AssetView {
  const link = links.sign({ storageKey: row.storageKey, mimeType: row.mimeType }, now);
  return {
    id: row.id,
    name: row.name,
    mimeType: row.mimeType,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    sha256: row.sha256,
    original: { bytes: row.originalBytes, sha256: row.originalSha256, mimeType: row.originalMimeType },
    url: link.url,
    urlExpiresAt: link.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}
