import { createHash } from "node:crypto";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { assets, uploads } from "#db/schema/asset.ts";
import { importAsset } from "./import-asset.ts";
import { signPayload } from "./presigned.ts";
import { type Claim, createUploadBench } from "./testing/upload-bench.ts";
import { expectUploads } from "./upload-records.ts";

let uploadBench: Awaited<ReturnType<typeof createUploadBench>>;
let image: Buffer;

beforeAll(async () => {
  uploadBench = await createUploadBench();
  const noise = { create: { width: 300, height: 200, channels: 3 as const, background: "#336699" } };
  image = await sharp({
    ...noise,
    create: { ...noise.create, noise: { type: "gaussian", mean: 120, sigma: 60 } },
  })
    .jpeg()
    .toBuffer();
});
afterAll(() => uploadBench.bench.close());
beforeEach(() => {
  uploadBench.state.actor = uploadBench.owner;
  uploadBench.state.now = () => new Date();
});

const claim = (more: Partial<Claim> = {}): Claim => ({
  name: "photo.jpg",
  size: image.length,
  type: "image/jpeg",
  ...more,
});
const part = (start: number, end?: number) => new Uint8Array(image.subarray(start, end));
const leftovers = () => readdirSync(uploadBench.folder);
const arrivedBytes = () =>
  Math.max(0, ...leftovers().map((name) => statSync(join(uploadBench.folder, name)).size));

/** A form that says it ends, but whose body breaks off after `bytes` of the file. */
function brokenForm(bytes: number, start = 0) {
  const head = '--edge\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\n\r\n';
  let step = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      step += 1;
      if (step === 1)
        controller.enqueue(Buffer.concat([Buffer.from(head), image.subarray(start, start + bytes)]));
      else controller.error(new Error("the line went dead"));
    },
  });
  const headers = { "content-type": "multipart/form-data; boundary=edge", range: `bytes=${start}-` };
  return { method: "PUT", body, headers, duplex: "half" as const };
}

test("a picture becomes an asset: decoded anew, the original's facts kept, the original's bytes gone", async () => {
  const { url } = await uploadBench.link(claim({ name: "Zoë's 100 % + #1 & more.jpg" }));
  const response = await uploadBench.put(url, part(0));
  expect(response.status).toBe(200);
  const body = await response.json();
  expect(body.fileHash).toBe(createHash("md5").update(image).digest("hex"));
  expect(body.serverData.asset).toMatchObject({
    name: "Zoë's 100 % + #1 & more.jpg",
    mimeType: "image/jpeg",
    width: 300,
    height: 200,
    original: {
      bytes: image.length,
      sha256: createHash("sha256").update(image).digest("hex"),
      mimeType: "image/jpeg",
    },
  });
  const { storage } = uploadBench.bench.context(uploadBench.owner).parts;
  const [row] = await uploadBench.bench.db.select().from(assets);
  expect((await storage.stat(row?.storageKey ?? ""))?.bytes).toBe(body.serverData.asset.bytes);
  expect(row?.ownerId).toBe(uploadBench.owner.id);
  expect(leftovers()).toEqual([]);
});

test("an upload that breaks off goes on from the byte where it stopped", async () => {
  const { url } = await uploadBench.link(claim());
  const half = Math.floor(image.length / 2);
  expect((await uploadBench.send(url, brokenForm(half))).status).toBe(409);
  const have = Number((await uploadBench.head(url)).headers.get("x-ut-range-start"));
  expect(have).toBeGreaterThan(0);
  expect(have).toBeLessThanOrEqual(half);
  expect((await uploadBench.put(url, part(0), 0)).status).toBe(416);
  const body = await (await uploadBench.put(url, part(have), have)).json();
  expect(body.fileHash).toBe(createHash("md5").update(image).digest("hex"));
});

test("a sender that comes back while its first try still arrives waits, and spoils nothing", async () => {
  const { url } = await uploadBench.link(claim());
  const half = Math.floor(image.length / 2);
  const goOn = Promise.withResolvers<void>();
  const head = '--edge\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\n\r\n';
  const pieces = [
    Buffer.concat([Buffer.from(head), part(0, half)]),
    part(half),
    Buffer.from("\r\n--edge--\r\n"),
  ];
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (pieces.length < 3) await goOn.promise;
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
  const headers = { "content-type": "multipart/form-data; boundary=edge" };
  const slow = { method: "PUT", body, headers, duplex: "half" as const };
  const first = uploadBench.send(url, slow);
  await expect.poll(arrivedBytes).toBeGreaterThan(0);
  const have = arrivedBytes();
  const second = uploadBench.put(url, part(have), have);
  await uploadBench.head(url);
  goOn.resolve();
  expect([(await first).status, (await second).status]).toEqual([200, 409]);
});

test("one upload key never shows one person's asset to another", async () => {
  const path = join(uploadBench.folder, "direct");
  writeFileSync(path, image);
  const { bench, owner } = uploadBench;
  const arrived = { uploadKey: "the-same-key", name: "a.jpg", path };
  const [first, again] = [
    await importAsset(bench.context(owner), arrived),
    await importAsset(bench.context(owner), arrived),
  ];
  expect("asset" in first && "asset" in again && again.asset.id === first.asset.id).toBe(true);
  const stranger = await bench.person();
  const refused = await importAsset(bench.context(stranger), arrived);
  expect(refused).toEqual({ refusal: { code: "conflict", message: expect.any(String) } });
  rmSync(path);
});

test("a fresh link has nothing yet", async () => {
  const { url } = await uploadBench.link(claim());
  expect((await uploadBench.head(url)).headers.get("x-ut-range-start")).toBe("0");
});

test("a second PUT of a finished file is refused and changes nothing", async () => {
  const { url } = await uploadBench.link(claim());
  expect((await uploadBench.put(url, part(0))).status).toBe(200);
  const before = await uploadBench.bench.db.select().from(assets);
  expect((await uploadBench.put(url, part(0))).status).toBe(409);
  expect(await uploadBench.bench.db.select().from(assets)).toEqual(before);
});

test("of ten PUTs at once for one link exactly one makes an asset", async () => {
  const { url } = await uploadBench.link(claim());
  const before = await uploadBench.bench.db.select().from(assets);
  const answers = await Promise.all(Array.from({ length: 10 }, () => uploadBench.put(url, part(0))));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const after = await uploadBench.bench.db.select().from(assets);
  expect(after).toHaveLength(before.length + 1);
  expect(leftovers()).toEqual([]);
});

test.each([
  ["another size", (url: URL) => url.searchParams.set("x-ut-file-size", "5")],
  ["another expiry", (url: URL) => url.searchParams.set("expires", String(Date.now() + 1e9))],
  [
    "another key",
    (url: URL) =>
      Object.assign(url, { pathname: url.pathname.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }),
  ],
  ["no signature", (url: URL) => url.searchParams.delete("signature")],
  ["another signature", (url: URL) => url.searchParams.set("signature", `hmac-sha256=${"0".repeat(64)}`)],
])("a link with %s is refused, and nothing is written", async (_name, alter) => {
  const { url } = await uploadBench.link(claim());
  const altered = new URL(url);
  alter(altered);
  expect((await uploadBench.put(altered.href, part(0))).status).toBe(401);
  expect((await uploadBench.head(altered.href)).status).toBe(401);
  expect(leftovers()).toEqual([]);
});

test("a link signed for one of our names is no link under another name", async () => {
  const { url } = await uploadBench.link(claim());
  const response = await uploadBench.send(url, { method: "HEAD" }, "localhost:3000");
  expect(response.status).toBe(401);
});

test("a link dies after its time", async () => {
  const { url } = await uploadBench.link(claim());
  uploadBench.state.now = () => new Date(Date.now() + 2 * 60 * 60 * 1000);
  expect((await uploadBench.put(url, part(0))).status).toBe(403);
});

test("a well signed link that nobody registered is refused", async () => {
  const unsigned = `http://127.0.0.1:3000/api/ingest/${"a".repeat(48)}?expires=${Date.now() + 60_000}&x-ut-file-name=a&x-ut-file-size=5&x-ut-file-type=image%252Fjpeg&x-ut-slug=sourceImage`;
  const url = `${unsigned}&signature=${encodeURIComponent(signPayload(unsigned, uploadBench.token.apiKey))}`;
  expect((await uploadBench.put(url, part(0, 5))).status).toBe(409);
});

test("more bytes than announced are refused and dropped", async () => {
  const { url } = await uploadBench.link(claim({ size: image.length - 1 }));
  expect((await uploadBench.put(url, part(0))).status).toBe(413);
  expect(leftovers()).toEqual([]);
  expect((await uploadBench.put(url, part(0))).status).toBe(409);
});

test("fewer bytes than announced are refused and dropped", async () => {
  const { url } = await uploadBench.link(claim({ size: image.length + 1 }));
  expect((await uploadBench.put(url, part(0))).status).toBe(422);
  expect(leftovers()).toEqual([]);
});

test.each([
  ["JSON", { body: "{}", headers: { "content-type": "application/json" } }],
  ["no body", {}],
  ["a form without the file", { body: new URLSearchParams({ file: "x" }) }],
  ["a form boundary that is missing", { body: "x", headers: { "content-type": "multipart/form-data" } }],
])("%s instead of a form with a file is refused", async (_name, init) => {
  const { url } = await uploadBench.link(claim());
  expect((await uploadBench.send(url, { method: "PUT", ...init })).status).toBe(415);
});

test("a key that is given out twice is good for nobody", async () => {
  const first = await uploadBench.link(claim());
  const again = {
    fileKeys: [first.key],
    metadata: { userId: "somebody else" },
    callbackUrl: "x",
    callbackSlug: "x",
    awaitServerData: true,
  };
  expect(await expectUploads(uploadBench.bench.db, again)).toBe(false);
  expect((await uploadBench.put(first.url, part(0))).status).toBe(409);
});

test("a callback that nobody signed is refused", async () => {
  const response = await uploadBench.handle(
    new Request("http://127.0.0.1:3000/api/uploadthing?slug=sourceImage", {
      method: "POST",
      headers: {
        host: "127.0.0.1:3000",
        "content-type": "application/json",
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": `hmac-sha256=${"0".repeat(64)}`,
      },
      body: JSON.stringify({ status: "uploaded", origin: "http://127.0.0.1:9", metadata: {}, file: {} }),
    }),
  );
  expect(response.status).toBe(400);
});

test("who may not read their own account any more gets a refusal, not an asset", async () => {
  const stranger = await uploadBench.bench.person("creator");
  uploadBench.state.actor = stranger;
  const result = await uploadBench.upload({ name: "a.jpg", type: "image/jpeg" }, image);
  expect(result).toEqual({ refusal: { code: "not_signed_in", message: expect.any(String) } });
});

test("every upload ends as answered or failed", async () => {
  const rows = await uploadBench.bench.db.select().from(uploads);
  expect(rows.filter(({ state }) => state === "stored")).toEqual([]);
});
