import { openDoor } from "#lib/http/raw-door.ts";
import { refuseMethod } from "#lib/http/route.ts";
import { openUploadRoute } from "#lib/media/uploads/upload-doors.ts";

const refuse = refuseMethod("GET, POST");

export const GET = openDoor(openUploadRoute);
export const POST = GET;
export { refuse as DELETE, refuse as PATCH, refuse as PUT };
