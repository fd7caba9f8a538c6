import { openDoor } from "#lib/http/raw-door.ts";
import { openUploadRoute } from "#lib/media/uploads/upload-doors.ts";

export const GET = openDoor(openUploadRoute);
export const POST = GET;
