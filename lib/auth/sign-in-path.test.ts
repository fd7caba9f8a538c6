import { expect, test } from "vitest";
import { isMembersPath, safeReturnPath } from "./sign-in-path.ts";

test.each(["/library?status=failed", "/videos/vid_1", "/v/a#b"])("%s may be gone back to", (path) => {
  expect(safeReturnPath(path)).toBe(path);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "/a\\..\\evil",
  "https://evil.example",
  "javascript:alert(1)",
  "/a\nset-cookie: x",
  "library",
  "",
  null,
  undefined,
])("%s leads to the library instead", (path) => {
  expect(safeReturnPath(path)).toBe("/library");
});

test("only the studio, the review room and the admin pages are behind the door", () => {
  for (const path of ["/create", "/videos/vid_1", "/review", "/admin/people"])
    expect(isMembersPath(path)).toBe(true);
  for (const path of ["/", "/v/slug", "/sign-in", "/docs/api", "/invite/x", "/creates", "/reviewers"])
    expect(isMembersPath(path)).toBe(false);
});
