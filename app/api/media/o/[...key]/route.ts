import { openDoor, readOnly } from "#lib/http/raw-door.ts";
import { openSignedLink } from "#lib/media/open-signed-link.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE } = readOnly(openDoor(openSignedLink));
