import { expect, test } from "vitest";
import type { Links } from "./links.ts";
import { createLinks } from "./signed-links.ts";

const links = createLinks({
  secret: "one secret of at least thirty-two chars",
  appUrl: "http://127.0.0.1:3000",
});
const now = new Date("2026-11-21T12:00:37Z");
const object = {
  storageKey: "videos/att_1/video.mp4",
  mimeType: "video/mp4",
  downloadName: "My clip & more.mp4",
};

function follow(by: Links, url: string, at = now) {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1:3000");
  return by.open({ storageKey: pathname.replace("/api/media/o/", ""), query: searchParams }, at);
}
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test("a link opens exactly the object it was made for", () => {
  const { url, expiresAt } = links.sign(object, now);
  expect(follow(links, url)).toEqual({ ...object, expiresAt });
});

test("a link lives for at most five minutes and not less than two, whenever it is made", () => {
  for (let second = 0; second < 600; second += 1) {
    const { expiresAt } = links.sign(object, later(second));
    const life = (expiresAt.getTime() - later(second).getTime()) / 1000;
    expect(life).toBeGreaterThanOrEqual(120);
    expect(life).toBeLessThanOrEqual(300);
  }
});

test("two links made shortly after one another are the same, so that a browser can cache", () => {
  const base = new Date("2026-11-21T12:00:00Z");
  const soon = new Date(base.getTime() + 60_000);
  expect(links.sign(object, base).url).toBe(links.sign(object, soon).url);
});

test("a link opens until its last second and not after", () => {
  const { url, expiresAt } = links.sign(object, now);
  expect(follow(links, url, new Date(expiresAt.getTime() - 1))).toBeDefined();
  expect(follow(links, url, expiresAt)).toBeUndefined();
});

test("no character of a link can be changed", () => {
  const { url } = links.sign(object, now);
  const refused = [...url].map((sign, index) => {
    const altered = `${url.slice(0, index)}${sign === "7" ? "8" : "7"}${url.slice(index + 1)}`;
    return URL.canParse(altered, "http://127.0.0.1:3000") ? follow(links, altered) : undefined;
  });
  const pathStart = "/api/media/o/".length;
  expect(refused.slice(pathStart).filter((opened) => opened !== undefined)).toEqual([]);
});

test.each([
  ["signature", ""],
  ["signature", "A".repeat(43)],
  ["expires", "99999999999"],
  ["expires", "NaN"],
  ["type", "text/html"],
  ["name", "other.html"],
])("a link whose %s became %j is refused", (name, value) => {
  const url = new URL(links.sign(object, now).url, "http://127.0.0.1:3000");
  url.searchParams.set(name, value);
  expect(follow(links, url.href)).toBeUndefined();
});

test.each(["signature", "expires", "type", "name"])("a link without its %s is refused", (name) => {
  const url = new URL(links.sign(object, now).url, "http://127.0.0.1:3000");
  url.searchParams.delete(name);
  expect(follow(links, url.href)).toBeUndefined();
});

test("a link of another installation is refused", () => {
  const other = createLinks({
    secret: "another secret of thirty-two characters",
    appUrl: "http://127.0.0.1:3000",
  });
  expect(follow(links, other.sign(object, now).url)).toBeUndefined();
});

test("a link for a vendor is absolute and opens the same object", () => {
  const { url } = links.signAbsolute({ storageKey: "assets/a.jpg", mimeType: "image/jpeg" }, now);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/api\/media\/o\/assets\/a\.jpg\?/);
  expect(follow(links, url)).toMatchObject({ storageKey: "assets/a.jpg", mimeType: "image/jpeg" });
});
