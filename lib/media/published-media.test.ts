import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifacts, attempts, publications, videos } from "#db/schema/index.ts";
import { answerRaw } from "#lib/http/raw-door.ts";
import { newId } from "#lib/ids.ts";
import { addVideo } from "#lib/live/testing/history.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { openPublishedMedia } from "./published-media.ts";

let bench: TestBench;

beforeAll(async () => {
  bench = await createBench(4);
});
afterAll(() => bench.close());

const door = answerRaw(
  { identify: async () => ({ kind: "anonymous" }), context: (actor) => bench.context(actor) },
  openPublishedMedia,
);
const get = (slug: string, file: string, headers: Record<string, string> = {}) =>
  door(new Request(`http://127.0.0.1:3000/api/media/p/${slug}/${file}`, { headers }), {
    params: Promise.resolve({ slug, file }),
  });

const path = ["submitted", "processing", "completed", "approved", "published"] as const;

/** A published video with its files; the first take's files lie beside them and are not published. */
async function publish() {
  const owner = await bench.person();
  const videoId = await addVideo(bench.db, owner.id);
  for (const status of path) await bench.db.update(videos).set({ status }).where(eq(videos.id, videoId));
  const ids: string[] = [];
  for (const number of [1, 2]) {
    const attemptId = newId("attempt");
    const take = { id: attemptId, videoId, number, round: 1, provider: "animatic", model: "animatic" };
    const rest = { state: "succeeded" as const, tokenHash: attemptId, deadlineAt: new Date() };
    await bench.db.insert(attempts).values({ ...take, ...rest });
    for (const [type, mimeType] of [["video", "video/mp4"] as const, ["poster", "image/jpeg"] as const]) {
      const id = newId("artifact");
      const storageKey = `videos/${videoId}/${attemptId}/${type}`;
      const content = Readable.from([`${type} of take ${number}`]);
      const { bytes, sha256 } = await bench
        .context(owner)
        .parts.storage.put(storageKey, content, { bytesMax: 99 });
      const facts = {
        id,
        videoId,
        attemptId,
        type,
        storageKey,
        mimeType,
        bytes,
        sha256,
        width: 2,
        height: 2,
      };
      await bench.db.insert(artifacts).values(facts);
      if (type === "video") ids.push(id);
    }
  }
  const slug = `clip-${videoId.toLowerCase()}`;
  const facts = { id: newId("publication"), videoId, slug, title: "Clip", visibility: "public" as const };
  await bench.db.insert(publications).values({ ...facts, artifactId: ids[1] ?? "", publishedBy: owner.id });
  return { slug, videoId };
}

test("anyone may watch what is published, in exactly the take that was approved", async () => {
  const { slug } = await publish();
  const [video, poster] = await Promise.all([get(slug, "video.mp4"), get(slug, "poster.jpg")]);
  expect(await video.text()).toBe("video of take 2");
  expect(video.headers.get("content-type")).toBe("video/mp4");
  expect(await poster.text()).toBe("poster of take 2");
  expect(poster.headers.get("content-type")).toBe("image/jpeg");
  expect((await get(slug, "video.mp4", { range: "bytes=0-4" })).status).toBe(206);
});

test("a browser has to ask each time, and is spared the bytes", async () => {
  const { slug } = await publish();
  const first = await get(slug, "video.mp4");
  expect(first.headers.get("cache-control")).toBe("no-cache");
  const again = await get(slug, "video.mp4", { "if-none-match": first.headers.get("etag") ?? "" });
  expect(again.status).toBe(304);
});

test("withdrawn means gone at once, also for who has a copy", async () => {
  const { slug, videoId } = await publish();
  const etag = (await get(slug, "video.mp4")).headers.get("etag") ?? "";
  await bench.db.update(publications).set({ withdrawnAt: new Date() }).where(eq(publications.slug, slug));
  expect((await get(slug, "video.mp4", { "if-none-match": etag })).status).toBe(404);
  expect((await get(slug, "poster.jpg")).status).toBe(404);
  await bench.db.update(publications).set({ withdrawnAt: null }).where(eq(publications.slug, slug));
  await bench.db.update(videos).set({ status: "approved" }).where(eq(videos.id, videoId));
  expect((await get(slug, "video.mp4")).status).toBe(404);
});

test.each(["sprite.jpg", "video", "__proto__", "constructor", ""])(
  "there is no published file %j",
  async (file) => {
    const { slug } = await publish();
    expect((await get(slug, file)).status).toBe(404);
  },
);

test("an unknown slug answers like a withdrawn one", async () => {
  expect((await get("nothing", "video.mp4")).status).toBe(404);
});
