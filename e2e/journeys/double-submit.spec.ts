import { call } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { invite } from "#e2e/people.ts";
import { expect, test } from "#e2e/test.ts";

test("a double click and a repeated shortcut make one video", async ({ visit }) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("One balloon over a valley");
  await composer.setSeconds(3);
  await composer.generate.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(page.getByText("Your video is on its way").first()).toBeVisible();
  expect((await call(page.request, "listVideos", {})).items).toHaveLength(1);

  await composer.prompt.fill("Two balloons over a valley");
  await Promise.all([composer.prompt.press("Control+Enter"), composer.prompt.press("Control+Enter")]);
  await expect.poll(async () => (await call(page.request, "listVideos", {})).items.length).toBe(2);
  const { items } = await call(page.request, "listVideos", { q: "Two balloons" });
  expect(items).toHaveLength(1);
  const { quotas } = await call(page.request, "getUsage", {});
  expect(quotas.find(({ window }) => window === "day")?.used).toBe(2);
  for (const { id } of (await call(page.request, "listVideos", {})).items)
    await call(page.request, "cancelVideo", { id });
});

test("a draft survives a reload and stands in a second tab; each tab sends its own video", async ({
  visit,
}) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("A kite above the dunes");
  await page.getByRole("radio", { name: /TikTok/ }).click();
  await composer.setSeconds(4);
  await expect(page.getByText("Draft kept")).toBeVisible();
  await page.reload();
  await expect(composer.prompt).toHaveValue("A kite above the dunes");
  await expect(page.getByRole("radio", { name: /TikTok/ })).toBeChecked();
  await expect(page.getByRole("slider", { name: "Length" })).toHaveAttribute("aria-valuenow", "4");

  const second = new Composer(await page.context().newPage());
  await second.open();
  await expect(second.prompt).toHaveValue("A kite above the dunes");
  const ids = await Promise.all([composer.submit(), second.submit()]);
  expect(new Set(ids).size).toBe(2);
  const { items } = await call(page.request, "listVideos", {});
  expect(items.map(({ id }) => id).sort()).toEqual(ids.sort());
  for (const id of ids) await call(page.request, "cancelVideo", { id });
});
