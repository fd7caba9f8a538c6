import { openDoor } from "#lib/http/raw-door.ts";
import { openPublishedMedia } from "#lib/media/published-media.ts";

export const GET = openDoor(openPublishedMedia);
export const HEAD = GET;
