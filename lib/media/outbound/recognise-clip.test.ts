import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { recogniseClip } from "./recognise-clip.ts";

const root = mkdtempSync(join(tmpdir(), "dailies-recognise-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function box(type: string, content: Buffer | string = "", claim?: number): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(claim ?? body.length + 8, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

function longBox(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(content.length + 16));
  return Buffer.concat([box(type, length, 1), content]);
}

const page = "<!DOCTYPE html><html><script>alert(1)</script></html>";
const brand = (name: string) => box("ftyp", `${name}\0\0\x02\0isomiso2avc1mp41`);
const pictures = Buffer.from(`${"\xff\x00".repeat(4000)}<script>by chance</script>`, "latin1");
const start = brand("isom");
const film = Buffer.concat([start, box("free"), box("mdat", pictures), box("moov", Buffer.alloc(500))]);
const zipEnd = (comment = "") => {
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, Buffer.from(comment)]);
};
const zip = Buffer.concat([Buffer.from("PK\x03\x04\x14\0\0\0\x08\0", "latin1"), Buffer.alloc(40), zipEnd()]);
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const webm = Buffer.concat([
  Buffer.from("1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581", "hex"),
  Buffer.alloc(200),
]);

async function look(content: Buffer | string) {
  const path = join(root, "file");
  writeFileSync(path, content);
  return recogniseClip(path);
}

it.each<[string, Buffer]>([
  ["as most vendors make them", film],
  ["from a phone", Buffer.concat([brand("qt  "), film.subarray(start.length)])],
  [
    "in fragments",
    Buffer.concat([brand("iso5"), box("moov"), box("sidx"), box("moof"), box("mdat", pictures), box("mfra")]),
  ],
  ["with a long box", Buffer.concat([start, longBox("mdat", pictures), box("moov")])],
  ["with a last box without a length", Buffer.concat([start, box("moov"), box("mdat", pictures, 0)])],
  [
    "with its history and its maker's words",
    Buffer.concat([
      film,
      box("uuid", '<x:xmpmeta xmlns:x="adobe:ns:meta/">'),
      box("free", "made by a model"),
    ]),
  ],
  ["that broke off, which is for the probe to say", film.subarray(0, film.length - 100)],
])("takes a film %s for a clip", async (_, content) => {
  expect(await look(content)).toEqual({ kind: "clip", mimeType: "video/mp4" });
});

it("takes WebM for a clip, and says so", async () => {
  expect(await look(webm)).toEqual({ kind: "clip", mimeType: "video/webm" });
});

it.each<[string, Buffer | string, RegExp]>([
  ["a web page", page, /web page/],
  ["a web page after blanks", `\n\n   ${page}`, /web page/],
  ["an SVG picture", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', /SVG|xml/],
  ["a bare SVG picture", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', /SVG/],
  ["JSON", '{"error":"expired"}', /JSON/],
  ["an XML error of a store", "<Error><Code>AccessDenied</Code></Error>", /no kind/],
  ["a ZIP archive", zip, /application\/zip/],
  ["a PNG", png, /image\/png/],
  ["a GIF", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"), /image\/gif/],
  ["a JPEG", Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"), /image\/jpeg/],
  ["an AVIF picture", Buffer.concat([brand("avif"), box("mdat", pictures)]), /image\/avif/],
  ["a HEIC picture", Buffer.concat([brand("heic"), box("mdat", pictures)]), /image\/heic/],
  ["a PDF", "%PDF-1.7\n1 0 obj", /pdf/],
  ["a program", Buffer.concat([Buffer.from("7f454c460201010000", "hex"), Buffer.alloc(60)]), /elf/],
  ["nothing", "", /empty/],
  ["noise", Buffer.alloc(5000, 7), /no kind/],
  ["a film with a web page behind it", Buffer.concat([film, Buffer.from(page)]), /no part of it/],
  ["a film with a ZIP archive behind it", Buffer.concat([film, zip]), /ZIP/],
  ["a film with a ZIP archive in a last box", Buffer.concat([film, box("free", zip)]), /ZIP/],
  [
    "a film with a ZIP archive with a comment",
    Buffer.concat([film, box("free", Buffer.concat([zip, zipEnd("see here")]))]),
    /ZIP/,
  ],
  [
    "a film with a PDF in front",
    Buffer.concat([start, box("free", "%PDF-1.7"), film.subarray(start.length)]),
    /PDF/,
  ],
  [
    "a film with a web page in a free box",
    Buffer.concat([start, box("free", page), film.subarray(start.length)]),
    /web page/,
  ],
  ["a film with a web page in a box of its own", Buffer.concat([film, box("htm ", page)]), /web page/],
  [
    "a film with a web page in its first box",
    Buffer.concat([box("ftyp", `isom\0\0\x02\0${page}`), film.subarray(start.length)]),
    /web page/,
  ],
  [
    "a film with a program in a free box",
    Buffer.concat([film, box("free", "<?php system($_GET[0]); ?>")]),
    /web page/,
  ],
  [
    "a film with bytes between its boxes",
    Buffer.concat([start, Buffer.alloc(3), film.subarray(start.length)]),
    /no part of it/,
  ],
  [
    "a box that claims to be smaller than its head",
    Buffer.concat([film, box("free", "", 4)]),
    /no part of it/,
  ],
  [
    "WebM with a web page in front",
    Buffer.concat([webm.subarray(0, 60), Buffer.from(page), webm.subarray(60)]),
    /web page/,
  ],
  ["WebM with a ZIP archive behind it", Buffer.concat([webm, zip]), /ZIP/],
])("takes %s for no clip", async (_, content, is) => {
  expect(await look(content)).toEqual({ kind: "other", is: expect.stringMatching(is) });
});
