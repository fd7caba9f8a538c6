import type { APIRequestContext } from "@playwright/test";
import { z } from "zod";
import { call, expectProblem, ownSite, send } from "#e2e/api.ts";
import { invite } from "#e2e/people.ts";
import {
  bomb,
  type File,
  oversized,
  photo,
  picture,
  renamedSvg,
  text,
  truncatedPhoto,
} from "#e2e/pictures.ts";
import { expect, test } from "#e2e/test.ts";

const granted = z.array(z.object({ url: z.url(), key: z.string() })).length(1);
const outcome = z.object({
  serverData: z.looseObject({ refusal: z.object({ message: z.string() }).optional() }),
});

const ask = (request: APIRequestContext, files: unknown, headers = ownSite()) =>
  request.post("/api/uploadthing?actionType=upload&slug=sourceImage", { data: { files }, headers });

const claimOf = ({ name, mimeType, buffer }: File) => ({ name, size: buffer.length, type: mimeType });

async function linkFor(request: APIRequestContext, claim: object): Promise<string> {
  const answer = await ask(request, [claim]);
  expect(answer.status(), await answer.text()).toBe(200);
  const [first] = granted.parse(await answer.json());
  return first?.url ?? "";
}

const put = (request: APIRequestContext, url: string, file: File) =>
  request.put(url, { multipart: { file } });

const claims: { input: string; claim: object; says: RegExp }[] = [
  { input: "0 bytes", claim: { name: "a.png", size: 0, type: "image/png" }, says: /empty/ },
  {
    input: "21 MB",
    claim: { name: "a.png", size: 21 * 1024 * 1024, type: "image/png" },
    says: /21\.0 MB.*20 MB/,
  },
  { input: "an SVG", claim: { name: "a.svg", size: 99, type: "image/svg+xml" }, says: /./ },
  { input: "a page", claim: { name: "a.html", size: 99, type: "text/html" }, says: /./ },
  { input: "a size below zero", claim: { name: "a.png", size: -1, type: "image/png" }, says: /./ },
];
for (const { input, claim, says } of claims) {
  test(`POST /api/uploadthing: ${input} is refused in a sentence before anything is sent`, async ({ as }) => {
    const answer = await ask(await as(await invite()), [claim]);
    expect(answer.status()).toBe(400);
    const body = await answer.text();
    expect(body).toMatch(says);
    expect(body).not.toMatch(/node_modules|\bat .*:\d+:\d+|\/tmp\//);
  });
}

const contents: { input: string; file: () => File | Promise<File>; says: RegExp }[] = [
  { input: "an SVG named .png", file: () => renamedSvg("drawing.png"), says: /This is an SVG drawing/ },
  { input: "900 megapixels", file: () => bomb("bomb.png"), says: /30000 × 30000, that is 900 megapixels/ },
  { input: "half a JPEG", file: () => truncatedPhoto("half.jpg"), says: /part of it is missing/ },
  {
    input: "text named .jpg",
    file: () => text("words.jpg", "not a picture", "image/jpeg"),
    says: /not an image/,
  },
  {
    input: "a PNG with a broken head",
    file: () => text("head.png", "\u0089PNG\r\n\u001a\n broken", "image/png"),
    says: /damaged|not an image/,
  },
];
for (const { input, file, says } of contents) {
  test(`an upload of ${input} is decoded, refused in a sentence, and leaves no image`, async ({ as }) => {
    const request = await as(await invite());
    const given = await file();
    const answer = await put(request, await linkFor(request, claimOf(given)), given);
    expect(answer.status(), await answer.text()).toBe(200);
    expect(outcome.parse(await answer.json()).serverData.refusal?.message).toMatch(says);
  });
}

test("a link takes exactly the file it was given for, once, from nobody who altered it", async ({
  as,
  request,
}) => {
  const person = await as(await invite());
  const given = await photo("harbour.jpg");
  const url = await linkFor(person, claimOf(given));
  await expectProblem(
    await put(request, url.replace(/signature=.{20}/, "signature=hmac-sha256%3D0000"), given),
    "bad_signature",
  );
  await expectProblem(
    await put(request, url.replace(/(x-ut-file-size=)\d+/, "$199999999"), given),
    "bad_signature",
  );
  await expectProblem(
    await put(request, url.replace(/\/api\/ingest\/[^?]+/, `/api/ingest/${"a".repeat(40)}`), given),
    "bad_signature",
  );
  await expectProblem(await put(request, new URL("/api/ingest/nothing", url).href, given), "bad_signature");
  await expectProblem(await request.put(url, { data: given.buffer }), "unsupported_media_type");

  const again = await linkFor(person, claimOf(given));
  const longer = { ...given, buffer: Buffer.concat([given.buffer, Buffer.alloc(1000)]) };
  await expectProblem(await put(request, again, longer), "too_large");
  const third = await linkFor(person, claimOf(given));
  const shorter = { ...given, buffer: given.buffer.subarray(0, 100) };
  await expectProblem(await put(request, third, shorter), "invalid_input");
  const fourth = await linkFor(person, claimOf(given));
  expect((await put(request, fourth, given)).status()).toBe(200);
  await expectProblem(await put(request, fourth, given), "conflict");
});

test("21 MB sent on a link for less are cut off", async ({ as }) => {
  const person = await as(await invite());
  const file = await oversized("huge.png");
  const url = await linkFor(person, { ...claimOf(file), size: 20 * 1024 * 1024 });
  await expectProblem(await put(person, url, file), "too_large");
});

test("another person's image makes no video, and is answered like one that never was", async ({ as }) => {
  const owner = await as(await invite());
  const stranger = await as(await invite());
  const given = await picture("mine.png", 320, 180);
  const answer = await put(owner, await linkFor(owner, claimOf(given)), given);
  const { asset } = z
    .object({ serverData: z.object({ asset: z.object({ id: z.string() }) }) })
    .parse(await answer.json()).serverData;
  const attempt = async (id: string) => {
    const input = {
      prompt: "Push in",
      workflowType: "image-to-video",
      sourceAssetIds: [id],
      durationSeconds: 3,
    };
    const { requestId, ...rest } = await expectProblem(
      await send(stranger, "createVideo", input),
      "invalid_input",
    );
    return rest;
  };
  expect(await attempt(asset.id)).toEqual(await attempt("ast_01ARZ3NDEKTSV4RRFFQ69G5FAV"));
  expect((await call(stranger, "listVideos", {})).items).toEqual([]);
});

test("the upload door takes nothing from nobody, from another site, or with a forged callback", async ({
  as,
  request,
}) => {
  const claim = { name: "a.png", size: 99, type: "image/png" };
  expect((await ask(request, [claim])).status()).toBe(403);
  const person = await as(await invite());
  await expectProblem(
    await ask(person, [claim], { origin: "https://evil.example", "sec-fetch-site": "cross-site" }),
    "cross_site",
  );
  expect((await ask(person, [claim, claim])).status()).toBe(400);
  const forged = await request.post("/api/uploadthing?slug=sourceImage", {
    data: { status: "uploaded", metadata: { userId: "usr_x" }, file: {} },
    headers: { "uploadthing-hook": "callback", "x-uploadthing-signature": "hmac-sha256=00" },
  });
  expect(forged.status()).toBe(400);
  const unknown = await person.post("/api/uploadthing?actionType=upload&slug=other", {
    data: { files: [claim] },
    headers: ownSite(),
  });
  expect(unknown.status()).toBe(404);
  const broken = await person.post("/api/uploadthing?actionType=upload&slug=sourceImage", {
    data: Buffer.from("{"),
    headers: { ...ownSite(), "content-type": "application/json" },
  });
  expect(broken.status()).toBe(400);
  expect(await broken.text()).not.toMatch(/node_modules|\bat .*:\d+:\d+/);
});
