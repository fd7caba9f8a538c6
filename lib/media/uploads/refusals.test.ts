import { readdirSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { assets } from "#db/schema/asset.ts";
import { createUploadBench } from "./testing/upload-bench.ts";

const megabyte = 1024 * 1024;
let uploadBench: Awaited<ReturnType<typeof createUploadBench>>;

beforeAll(async () => {
  uploadBench = await createUploadBench();
});
beforeEach(() => {
  uploadBench.state.actor = uploadBench.owner;
});
afterAll(() => uploadBench.bench.close());

const png = (): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: "#abc" } })
    .png()
    .toBuffer();

/** A small file that claims to be 30,000 × 30,000 pixels. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 0], 8);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([magic, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

test.each([
  ["less than nothing", { name: "a.jpg", size: -1, type: "image/jpeg" }, /empty/],
  ["an empty file", { name: "a.jpg", size: 0, type: "image/jpeg" }, /empty/],
  ["21 MB", { name: "a.jpg", size: 21 * megabyte, type: "image/jpeg" }, /21\.0 MB\. The most is 20 MB/],
  [
    "one byte over 20 MB",
    { name: "a.jpg", size: 20 * megabyte + 1, type: "image/jpeg" },
    /The most is 20 MB/,
  ],
  [
    "a PDF",
    { name: "a.pdf", size: 10, type: "application/pdf" },
    /application\/pdf\. Use a JPEG, PNG or WebP/,
  ],
  ["an SVG", { name: "a.svg", size: 10, type: "image/svg+xml" }, /Use a JPEG, PNG or WebP/],
  ["a file of no type", { name: "a", size: 10, type: "" }, /does not say what it is/],
  ["a name without end", { name: `${"a".repeat(300)}.jpg`, size: 10, type: "image/jpeg" }, /Rename it/],
  ["a broken name", { name: "\ud800.jpg", size: 10, type: "image/jpeg" }, /Rename it/],
])("%s is refused before a byte is sent, with a sentence", async (_name, claim, sentence) => {
  const response = await uploadBench.ask(claim);
  expect(response.status).toBe(400);
  expect((await response.json()).message).toMatch(sentence);
});

test("two files at once are refused with a sentence", async () => {
  const claim = { name: "a.jpg", size: 10, type: "image/jpeg" };
  const response = await uploadBench.ask([claim, claim]);
  expect(response.status).toBe(400);
  expect((await response.json()).message).toBe("One image at a time.");
});

test("exactly 20 MB gets a link", async () => {
  const { url } = await uploadBench.link({ name: "a.jpg", size: 20 * megabyte, type: "image/jpeg" });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/api\/ingest\//);
});

test("who is not signed in gets no link", async () => {
  uploadBench.state.actor = { kind: "anonymous" };
  const response = await uploadBench.ask({ name: "a.jpg", size: 10, type: "image/jpeg" });
  expect(response.status).toBe(403);
  expect((await response.json()).message).toBe("Sign in to add an image.");
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["another local port", { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:4000" }],
  ["a name that is not ours", { host: "evil.example" }],
])("a request from %s gets no link", async (_name, headers) => {
  const response = await uploadBench.ask({ name: "a.jpg", size: 10, type: "image/jpeg" }, headers);
  expect(response.status).toBe(403);
});

test("under localhost the links say localhost, so that the page may follow them", async () => {
  const headers = { host: "localhost:3000", origin: "http://localhost:3000" };
  const response = await uploadBench.ask({ name: "a.jpg", size: 10, type: "image/jpeg" }, headers);
  const [link] = await response.json();
  expect(link.url).toMatch(/^http:\/\/localhost:3000\/api\/ingest\//);
});

test.each([
  [
    "a renamed SVG",
    "svg",
    async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    /SVG/,
  ],
  [
    "900 megapixels in a small file",
    "too_many_pixels",
    async () => bomb(),
    /900 megapixels\. The most is 40/,
  ],
  ["a picture that is cut off", "truncated", async () => (await png()).subarray(0, 120), /damaged/],
  ["text", "not_an_image", async () => Buffer.from("hello, I am a picture"), /not an image/],
  [
    "a PDF under another type",
    "unsupported_type",
    async () => Buffer.from("%PDF-1.7\n%\u00e2\u00e3"),
    /a PDF/,
  ],
])("%s is refused after it was looked into, and leaves nothing", async (_name, code, content, sentence) => {
  const before = await uploadBench.bench.db.select().from(assets);
  const result = await uploadBench.upload({ name: "photo.png", type: "image/png" }, await content());
  expect(result).toEqual({ refusal: { code, message: expect.stringMatching(sentence) } });
  expect(await uploadBench.bench.db.select().from(assets)).toEqual(before);
  expect(readdirSync(uploadBench.folder)).toEqual([]);
});

test("a picture under a wrong type of the three is taken for what it is", async () => {
  const result = await uploadBench.upload({ name: "photo.jpg", type: "image/jpeg" }, await png());
  expect(result).toMatchObject({ asset: { original: { mimeType: "image/png" }, width: 64 } });
});

test("a name that tries to be a path is only a name", async () => {
  const result = await uploadBench.upload(
    { name: "..\\..\\etc/passwd\u0007.png", type: "image/png" },
    await png(),
  );
  expect(result).toMatchObject({ asset: { name: "passwd.png" } });
});

test("a body over 64 KB is refused before it is parsed", async () => {
  const claim = { name: "a.jpg", size: 10, type: "image/jpeg" };
  const response = await uploadBench.ask(Array.from({ length: 2000 }, () => claim));
  expect(response.status).toBe(413);
});
