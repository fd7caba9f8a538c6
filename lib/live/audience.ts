import type { User } from "#lib/context.ts";
import { isPermitted } from "#lib/contract/role.ts";
import { mayRead } from "#lib/videos/access.ts";

/** Who listens, and to what: every video the viewer may read, or one of them. */
export type Audience = { viewer: User; videoId?: string | undefined };

export const hearsAll = ({ viewer }: Audience): boolean => isPermitted(viewer.role, "reviews:decide");

export const hears = (audience: Audience, video: { id: string; ownerId: string }): boolean =>
  (audience.videoId ?? video.id) === video.id && mayRead(audience.viewer, video);
