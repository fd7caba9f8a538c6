import { openDoor } from "#lib/http/raw-door.ts";
import { openSignedLink } from "#lib/media/open-signed-link.ts";

export const GET = openDoor(openSignedLink);
export const HEAD = GET;
