import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publications } from "#db/schema/index.ts";
import { answerRaw } from "#lib/http/raw-door.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { fileOf, makePublic, videoIn } from "#lib/testing/videos.ts";
import { transition } from "#lib/videos/transition.ts";
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

/** A published video with its files; the first take's files lie beside them and are not published. */
async function publish() {
  const owner = await bench.person();
  const videoId = await videoIn(bench, owner, "approved");
  const { storage } = bench.context(owner).parts;
  const files: { id: string; sha256: string }[] = [];
  for (const number of [1, 2]) {
    const attemptId = await attemptIn(bench, {
      videoId,
      number,
      state: number === 1 ? "rejected" : "succeeded",
    });
    for (const [type, mimeType] of [["video", "video/mp4"] as const, ["poster", "image/jpeg"] as const]) {
      const content = Readable.from([`${type} of take ${number}`]);
      const { key, ...facts } = await storage.put(`videos/${videoId}/${attemptId}/${type}`, content, {
        bytesMax: 99,
      });
      const file = await fileOf(bench, videoId, { attemptId, type, mimeType, storageKey: key, ...facts });
      if (type === "video") files.push(file);
    }
  }
  const slug = `clip-${videoId.toLowerCase()}`;
  await makePublic(bench, owner, { videoId, file: files[1] ?? { id: "", sha256: "" }, slug });
  await transition(bench.context(owner), videoId, { event: "published", cause: slug, message: "" });
  return { slug, videoId, owner };
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
  const { slug, videoId, owner } = await publish();
  const etag = (await get(slug, "video.mp4")).headers.get("etag") ?? "";
  await bench.db.update(publications).set({ withdrawnAt: new Date() }).where(eq(publications.slug, slug));
  expect((await get(slug, "video.mp4", { "if-none-match": etag })).status).toBe(404);
  expect((await get(slug, "poster.jpg")).status).toBe(404);
  await bench.db.update(publications).set({ withdrawnAt: null }).where(eq(publications.slug, slug));
  await transition(bench.context(owner), videoId, { event: "withdrawn", cause: slug, message: "" });
  expect((await get(slug, "video.mp4")).status).toBe(404);
  await bench.db.update(publications).set({ withdrawnAt: new Date() }).where(eq(publications.slug, slug));
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
