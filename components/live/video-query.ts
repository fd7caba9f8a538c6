import { queryOptions } from "@tanstack/react-query";
import { call } from "#lib/http/client.ts";
import { nullWhenMissing } from "./null-when-missing.ts";
import { queryKeys } from "./query-keys.ts";

/** One video with everything the reader may see of it; null where there is none for this reader. */
export const videoQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.video(id),
    queryFn: ({ signal }) => nullWhenMissing(call("getVideo", { id }, { signal })),
  });
