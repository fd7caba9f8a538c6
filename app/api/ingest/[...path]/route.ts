import { openDoor } from "#lib/http/raw-door.ts";
import { refuseMethod } from "#lib/http/route.ts";
import { openIngest } from "#lib/media/uploads/upload-doors.ts";

const refuse = refuseMethod("HEAD, PUT");

export const HEAD = openDoor(openIngest);
export const PUT = HEAD;
export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST };
