import { webhookDoor } from "#lib/http/webhook-door.ts";

export const POST = webhookDoor;
