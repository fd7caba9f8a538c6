import { operations } from "#lib/contract/operations.ts";
import { handle } from "#lib/http/handle.ts";
import { route } from "#lib/http/route.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { listVideos } from "#lib/videos/list-videos.ts";

export const { GET, POST, PUT, PATCH, DELETE } = route(
  handle(operations.createVideo, createVideo),
  handle(operations.listVideos, listVideos),
);
