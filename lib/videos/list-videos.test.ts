import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { User } from "#lib/context.ts";
import { listVideosInput } from "#lib/contract/video.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { request } from "#lib/testing/videos.ts";
import { createVideo } from "./create-video.ts";
import { listVideos } from "./list-videos.ts";

let bench: TestBench;
let owner: User;

beforeAll(async () => {
  bench = await createBench();
  owner = await bench.person("creator", "unlimited");
});
afterAll(() => bench.close());

/** Newer videos than any made before, without a prompt. */
const addNewer = (count: number) =>
  bench.db.execute(sql`
    with made as (insert into videos (id, owner_id, workflow_type, status, prompt_hash, aspect_ratio, width, height,
      duration_seconds, tier, seed, model_choice, model, deadline_at)
    select 'vid_7' || lpad(number::text, 25, '0'), ${owner.id}, 'text-to-video', 'queued', '', '1:1', 720, 720,
      3, 'draft', 1, 'auto', 'animatic', now() + interval '1 hour' from generate_series(1, ${count}) number returning id)
    insert into video_events (video_id, sequence, type, new_status, source, cause, message)
    select id, 0, 'created', 'queued', 'user', 'request', '' from made`);

it("a search reads on page by page behind thousands of others, and accents may be written either way", async () => {
  const { id } = await createVideo(bench.context(owner), request({ prompt: "A café at dawn" }));
  await addNewer(2100);
  const search = (cursor?: string) =>
    listVideos(bench.context(owner), listVideosInput.parse({ q: "CAFE\u0301", cursor }));
  const first = await search();
  expect(first.items).toEqual([]);
  const second = await search(first.nextCursor ?? "");
  expect(second.items.map((video) => video.id)).toEqual([id]);
  expect(second.nextCursor).toBeNull();
});
