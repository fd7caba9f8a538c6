import { expect, test } from "vitest";
import { permissionsOf } from "#lib/contract/role.ts";
import { adminItems, isHere, permittedItems, studioItems } from "./nav.ts";
import { themeOf } from "./theme.ts";

const item = (href: string) => {
  const found = [...studioItems, ...adminItems].find((one) => one.href === href);
  if (!found) throw new Error(`No item for ${href}`);
  return found;
};

test("a room is shown to those who may enter it", () => {
  const seen = (role: "creator" | "reviewer" | "admin") =>
    permittedItems([...studioItems, ...adminItems], permissionsOf[role]).map(({ href }) => href);
  expect(seen("creator")).toEqual(["/create", "/library", "/usage"]);
  expect(seen("reviewer")).toContain("/review");
  expect(seen("reviewer")).not.toContain("/admin");
  expect(seen("admin")).toEqual(
    expect.arrayContaining([
      "/review",
      "/admin",
      "/admin/incidents",
      "/admin/people",
      "/admin/routes",
      "/admin/vendors",
      "/admin/calendar",
      "/admin/runs",
    ]),
  );
});

test("exactly one item is here on each page", () => {
  const here = (path: string) =>
    [...studioItems, ...adminItems].filter((one) => isHere(one, path)).map(({ href }) => href);
  expect(here("/videos/vid_1")).toEqual(["/library"]);
  expect(here("/admin/people")).toEqual(["/admin/people"]);
  expect(here("/admin")).toEqual(["/admin"]);
  expect(isHere(item("/create"), "/created")).toBe(false);
});

test("a foreign value in the cookie means the system's theme", () => {
  expect([themeOf("dark"), themeOf("light"), themeOf("neon"), themeOf(undefined)]).toEqual([
    "dark",
    "light",
    "system",
    "system",
  ]);
});
