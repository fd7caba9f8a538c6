import type { User } from "#lib/context.ts";
import { isPermitted } from "#lib/contract/role.ts";
import { isActive } from "#lib/contract/status.ts";
import type { videoActions } from "#lib/contract/video.ts";
import type { VideoRow } from "./transition.ts";

type Seen = Pick<VideoRow, "ownerId" | "status">;

/** Owners see their own; reviewers and admins see all, prompt included. For everyone else a video does not exist. */
export const mayRead = (viewer: User, video: Pick<Seen, "ownerId">): boolean =>
  video.ownerId === viewer.id || isPermitted(viewer.role, "reviews:decide");

/** What the viewer could do with the video right now. A hint for the screen: each verb checks again. */
export function actionsFor(viewer: User, { ownerId, status }: Seen): (typeof videoActions)[number][] {
  const own = ownerId === viewer.id;
  const asAdmin = viewer.role === "admin";
  const actions: (typeof videoActions)[number][] = [];
  if ((own || asAdmin) && isActive(status)) actions.push("cancel");
  if (own && status === "failed") actions.push("retry");
  if (own && status === "approved") actions.push("publish");
  if ((own || asAdmin) && status === "published") actions.push("withdraw");
  if (!own && status === "completed" && isPermitted(viewer.role, "reviews:decide")) actions.push("review");
  return actions;
}
