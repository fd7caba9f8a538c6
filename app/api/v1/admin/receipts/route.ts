import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { listReceipts } from "#lib/incidents/list-receipts.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(handle(operations.listReceipts, listReceipts));
