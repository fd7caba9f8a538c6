import { refuseMethod } from "#lib/http/route.ts";
import { webhookDoor } from "#lib/http/webhook-door.ts";

const refuse = refuseMethod("POST");

export const POST = webhookDoor;
export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };
