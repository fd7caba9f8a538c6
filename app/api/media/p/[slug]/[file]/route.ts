import { openDoor, readOnly } from "#lib/http/raw-door.ts";
import { openPublishedMedia } from "#lib/media/published-media.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE } = readOnly(openDoor(openPublishedMedia));
