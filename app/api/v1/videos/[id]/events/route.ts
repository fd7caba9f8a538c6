import { personalDoor, readOnly } from "#lib/http/raw-door.ts";
import { listenToVideo } from "#lib/live/listen.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE } = readOnly(personalDoor(listenToVideo));
