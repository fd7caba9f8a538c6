import { openDoor } from "#lib/http/raw-door.ts";
import { openIngest } from "#lib/media/uploads/upload-doors.ts";

export const HEAD = openDoor(openIngest);
export const PUT = HEAD;
