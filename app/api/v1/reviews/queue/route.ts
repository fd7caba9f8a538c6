import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { listReviewQueue } from "#lib/review/list-review-queue.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(handle(operations.listReviewQueue, listReviewQueue));
