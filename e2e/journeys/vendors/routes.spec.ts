import { call } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { demo, invite } from "#e2e/people.ts";
import { RoutesPage } from "#e2e/routes-page.ts";
import { markPage } from "#e2e/same-page.ts";
import { storeRetired } from "./store.ts";
import { expect, test } from "./test.ts";

test("an admin's change of a route is a new version, Auto follows it, and two tabs do not overwrite each other", async ({
  visit,
  noise,
  keepRoutes: _,
}) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await expect(composer.model).toContainText("Auto picks Kling 3.0");

  const desk = await visit(demo.admin);
  const { version } = await call(desk.request, "getRoutes", {});
  const one = new RoutesPage(desk);
  await one.open();
  const other = new RoutesPage(await desk.context().newPage());
  await other.open();
  await other.remove("Drafts", "Runway Gen-4.5");
  const stillTheSame = await markPage(other.page);

  await one.remove("Drafts", "Kling 3.0");
  await one.note.fill("Drafts without Kling 3.0");
  await one.save.click();
  await expect(desk.getByText(`Version ${version + 1} is in force`)).toBeVisible();
  await expect(desk.getByText("Drafts without Kling 3.0")).toBeVisible();
  await composer.open();
  await expect(composer.model).toContainText("Auto picks Seedance 2.0 Fast");

  noise.allow(refusedRequest(409));
  await other.save.click();
  await expect(other.conflict).toContainText(`Jun Park saved version ${version + 1} while you were editing.`);
  await expect(other.conflict).toContainText("Your changes are still here.");
  await stillTheSame();
  expect((await call(desk.request, "getRoutes", {})).version).toBe(version + 1);
  await other.page.getByRole("button", { name: `Save mine over version ${version + 1}` }).click();
  await expect(other.page.getByText(`Version ${version + 2} is in force`)).toBeVisible();
  const { rules } = await call(desk.request, "getRoutes", {});
  const drafts = rules.find(({ name }) => name === "Drafts")?.models;
  expect(drafts).toContain("kling-3.0");
  expect(drafts).not.toContain("runway-gen4.5");
});

test("routes that still name a retired model move to its successor by one click in the calendar", async ({
  visit,
  keepRoutes: _,
}) => {
  const desk = await visit(demo.admin);
  const before = await call(desk.request, "getRoutes", {});
  await storeRetired(before);

  await desk.goto("/admin/calendar");
  const row = desk.getByRole("listitem", { name: "Sora 2", exact: true });
  await expect(row).toContainText("Retired");
  await expect(row).toContainText("1 route");
  await row.getByRole("button", { name: "Move routes to Kling 3.0" }).click();
  const dialog = desk.getByRole("dialog", { name: "Move routes to Kling 3.0?" });
  await expect(dialog).toContainText("Kling 3.0 takes the place of Sora 2 in “Drafts”.");
  await dialog.getByRole("button", { name: "Move them" }).click();
  await expect(
    desk.getByText(`Routes use Kling 3.0 now; version ${before.version + 2} is in force`),
  ).toBeVisible();
  await expect(row.getByRole("button", { name: /^Move routes/ })).toHaveCount(0);
  const after = await call(desk.request, "getRoutes", {});
  const drafts = after.rules.find(({ name }) => name === "Drafts")?.models;
  expect(drafts?.[0]).toBe("kling-3.0");
  expect(drafts).not.toContain("sora-2");
});
