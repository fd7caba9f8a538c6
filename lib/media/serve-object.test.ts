import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problem } from "#lib/contract/problem.ts";
import { answerRaw } from "#lib/http/raw-door.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { openSignedLink } from "./open-signed-link.ts";

const content = randomBytes(100_000);
const base = "http://127.0.0.1:3000";
let bench: TestBench;
let clock = new Date("2026-11-21T12:00:00Z");

beforeAll(async () => {
  bench = await createBench(2);
  const { storage } = bench.context({ kind: "anonymous" }).parts;
  await storage.put("videos/one.mp4", Readable.from([content]), { bytesMax: 1_000_000 });
  await storage.put("videos/empty.mp4", Readable.from([]), { bytesMax: 1 });
});
afterAll(() => bench.close());

const door = answerRaw(
  {
    identify: async () => ({ kind: "anonymous" }),
    context: (actor) => bench.context(actor, {}, () => clock),
  },
  openSignedLink,
);
const linkTo = (storageKey: string, downloadName?: string) => {
  const { links } = bench.context({ kind: "anonymous" }).parts;
  return links.sign({ storageKey, mimeType: "video/mp4", ...(downloadName && { downloadName }) }, clock).url;
};
function get(url: string, headers: Record<string, string> = {}, method = "GET") {
  const request = new Request(new URL(url, base), { headers, method });
  const key = new URL(url, base).pathname.replace("/api/media/o/", "").split("/");
  return door(request, { params: Promise.resolve({ key }) });
}
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test("the whole file comes with its type, size and the headers that keep it harmless", async () => {
  const response = await get(linkTo("videos/one.mp4"));
  expect(response.status).toBe(200);
  expect(await bytesOf(response)).toEqual(content);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "accept-ranges": "bytes",
    "content-type": "video/mp4",
    "x-body-length": "100000",
    "content-disposition": "inline",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": expect.stringContaining("sandbox"),
  });
});

test("a browser may keep the file no longer than the link lives, and only for itself", async () => {
  const response = await get(linkTo("videos/one.mp4"));
  expect(response.headers.get("cache-control")).toBe("private, max-age=300, immutable");
});

test.each([
  ["bytes=0-99", 0, 100],
  ["bytes=99990-", 99_990, 100_000],
  ["bytes=-10", 99_990, 100_000],
  ["bytes=5-1000000", 5, 100_000],
])("%s answers 206 with exactly these bytes", async (range, start, end) => {
  const response = await get(linkTo("videos/one.mp4"), { range });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/100000`);
  expect(response.headers.get("x-body-length")).toBe(String(end - start));
  expect(await bytesOf(response)).toEqual(content.subarray(start, end));
});

test("several ranges at once answer the whole file", async () => {
  const response = await get(linkTo("videos/one.mp4"), { range: "bytes=0-1,5-6" });
  expect(response.status).toBe(200);
  expect(await bytesOf(response)).toEqual(content);
});

test.each(["videos/one.mp4", "videos/empty.mp4"])(
  "a range outside %s answers 416 and tells the size",
  async (key) => {
    const response = await get(linkTo(key), { range: "bytes=100000-" });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toMatch(/^bytes \*\/(100000|0)$/);
    expect(problem.parse(await response.json()).code).toBe("range_not_satisfiable");
  },
);

test("who has this version gets 304, also by date", async () => {
  const first = await get(linkTo("videos/one.mp4"));
  const etag = first.headers.get("etag") ?? "";
  expect((await get(linkTo("videos/one.mp4"), { "if-none-match": etag })).status).toBe(304);
  expect((await get(linkTo("videos/one.mp4"), { "if-none-match": `"x", W/${etag}` })).status).toBe(304);
  expect((await get(linkTo("videos/one.mp4"), { "if-none-match": '"x"' })).status).toBe(200);
  const date = first.headers.get("last-modified") ?? "";
  expect((await get(linkTo("videos/one.mp4"), { "if-modified-since": date })).status).toBe(304);
  const both = { "if-none-match": '"x"', "if-modified-since": date };
  expect((await get(linkTo("videos/one.mp4"), both)).status).toBe(200);
});

test("a range of another version answers the whole file", async () => {
  const first = await get(linkTo("videos/one.mp4"));
  const etag = first.headers.get("etag") ?? "";
  const date = first.headers.get("last-modified") ?? "";
  const ask = async (ifRange: string) =>
    (await get(linkTo("videos/one.mp4"), { range: "bytes=0-9", "if-range": ifRange })).status;
  expect(await ask(etag)).toBe(206);
  expect(await ask(date)).toBe(206);
  expect(await ask(`W/${etag}`)).toBe(200);
  expect(await ask('"other"')).toBe(200);
  expect(await ask("Thu, 01 Jan 2015 00:00:00 GMT")).toBe(200);
});

test("different objects have different tags", async () => {
  const [one, two] = await Promise.all([get(linkTo("videos/one.mp4")), get(linkTo("videos/empty.mp4"))]);
  expect(one.headers.get("etag")).not.toBe(two.headers.get("etag"));
});

test("HEAD answers the headers of GET without a byte", async () => {
  const response = await get(linkTo("videos/one.mp4"), { range: "bytes=0-9" }, "HEAD");
  expect(response.status).toBe(200);
  expect(response.headers.get("x-body-length")).toBe("100000");
  expect(response.body).toBeNull();
});

test("a link with a name saves the file under it, whatever signs the name holds", async () => {
  const response = await get(linkTo("videos/one.mp4", `Zoë's "clip"\r\n.mp4`));
  const disposition = response.headers.get("content-disposition") ?? "";
  expect(disposition).toBe("attachment; filename*=UTF-8''Zo%C3%AB%27s%20%22clip%22%0D%0A.mp4");
});

test("an expired and an altered link answer 403 without telling whether the file exists", async () => {
  const [there, gone] = [linkTo("videos/one.mp4"), linkTo("videos/none.mp4")];
  expect((await get(gone)).status).toBe(404);
  clock = new Date(clock.getTime() + 301_000);
  for (const url of [there, gone, `${linkTo("videos/one.mp4")}x`]) {
    const response = await get(url);
    expect(response.status).toBe(403);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(problem.parse(await response.json()).code).toBe("link_expired");
  }
});

test("a reader that goes away closes the file", async () => {
  const leaving = new AbortController();
  const { storage } = bench.context({ kind: "anonymous" }).parts;
  const opened: Readable[] = [];
  const watched = {
    ...storage,
    read: async (key: string) => {
      const stream = await storage.read(key);
      opened.push(stream);
      return stream;
    },
  };
  const request = new Request(new URL(linkTo("videos/one.mp4"), base), { signal: leaving.signal });
  const ctx = bench.context({ kind: "anonymous" }, { storage: watched }, () => clock);
  await openSignedLink(ctx, request, { key: ["videos", "one.mp4"] });
  leaving.abort();
  await expect.poll(() => opened[0]?.destroyed).toBe(true);
});
