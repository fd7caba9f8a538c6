import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { getPerson } from "#lib/people/get-person.ts";
import { updatePerson } from "#lib/people/update-person.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(
  handle(operations.getPerson, getPerson),
  handle(operations.updatePerson, updatePerson),
);
