import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { getMe } from "#lib/people/get-me.ts";
import { updateMe } from "#lib/people/update-me.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(
  handle(operations.getMe, getMe),
  handle(operations.updateMe, updateMe),
);
