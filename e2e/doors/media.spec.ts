import type { APIRequestContext } from "@playwright/test";
import { call, expectProblem, ownSite, untilStatus } from "#e2e/api.ts";
import { installation } from "#e2e/installation.ts";
import { invite } from "#e2e/people.ts";
import { expect, test } from "#e2e/test.ts";
import { createLinks } from "#lib/media/signed-links.ts";
import { ownSecret } from "./places.ts";

async function videoLink(request: APIRequestContext): Promise<string> {
  const { id } = await call(request, "createVideo", {
    prompt: "A glass bottle on a table",
    durationSeconds: 3,
  });
  const { artifacts } = await untilStatus(request, id, "completed");
  const clip = artifacts.find(({ type }) => type === "video");
  return clip?.url ?? "";
}

const changed = (link: string, change: (url: URL) => void): string => {
  const url = new URL(link, installation().baseUrl);
  change(url);
  return url.href;
};

test("a media link opens one file for five minutes and nothing else; ranges, tags and methods are exact", async ({
  as,
  request,
}) => {
  const link = await videoLink(await as(await invite()));
  const whole = await request.get(link);
  expect(whole.status()).toBe(200);
  expect(whole.headers()).toMatchObject({
    "content-type": "video/mp4",
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
  });
  const bytes = await whole.body();
  const etag = whole.headers().etag ?? "";
  expect((await request.get(link, { headers: { "if-none-match": etag } })).status()).toBe(304);
  const part = await request.get(link, { headers: { range: "bytes=10-19" } });
  expect(part.status()).toBe(206);
  expect(part.headers()["content-range"]).toBe(`bytes 10-19/${bytes.length}`);
  expect((await part.body()).equals(bytes.subarray(10, 20))).toBe(true);
  const beyond = await request.get(link, { headers: { range: `bytes=${bytes.length}-` } });
  await expectProblem(beyond, "range_not_satisfiable");
  expect(beyond.headers()["content-range"]).toBe(`bytes */${bytes.length}`);
  expect((await request.head(link)).headers()["content-length"]).toBe(String(bytes.length));
  await expectProblem(await request.post(link, { headers: ownSite() }), "method_not_allowed");

  const url = new URL(link, installation().baseUrl);
  expect(Number(url.searchParams.get("expires"))).toBeLessThanOrEqual(Date.now() / 1000 + 300);
  const key = url.pathname.replace("/api/media/o/", "");
  const links = createLinks({ secret: ownSecret(), appUrl: installation().baseUrl });
  const past = links.sign({ storageKey: key, mimeType: "video/mp4" }, new Date(Date.now() - 600_000));
  const ahead = links.sign({ storageKey: key, mimeType: "video/mp4" }, new Date(Date.now() + 3_600_000));
  const foreign = createLinks({ secret: "x".repeat(40), appUrl: installation().baseUrl });
  const altered: Record<string, string> = {
    "an expired link": past.url,
    "a link from the future": ahead.url,
    "a link of another installation": foreign.sign({ storageKey: key, mimeType: "video/mp4" }, new Date())
      .url,
    "another end": changed(link, ({ searchParams }) =>
      searchParams.set("expires", String(Number(searchParams.get("expires")) - 1)),
    ),
    "another type": changed(link, ({ searchParams }) => searchParams.set("type", "text/html")),
    "a name of one's own": changed(link, ({ searchParams }) => searchParams.set("name", "a.html")),
    "another file": changed(link, (where) => {
      where.pathname = where.pathname.replace("video", "poster");
    }),
    "a way out": `/api/media/o/..%2f..%2fsecrets.json?${url.searchParams}`,
    "a shorter signature": changed(link, ({ searchParams }) => searchParams.set("signature", "abc")),
    "no signature": changed(link, ({ searchParams }) => searchParams.delete("signature")),
    "no query": `/api/media/o/${key}`,
  };
  for (const [input, address] of Object.entries(altered)) {
    await test.step(input, async () => {
      await expectProblem(await request.get(address), "link_expired");
    });
  }
});

test("files of unpublished videos are not under any public address", async ({ request }) => {
  for (const path of ["nothing/video.mp4", "nothing/secrets.json", "..%2fx/video.mp4"])
    await expectProblem(await request.get(`/api/media/p/${path}`), "not_found");
});
