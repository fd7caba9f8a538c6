import type { BrowserContext, Page, Request } from "@playwright/test";
import { call } from "#e2e/api.ts";
import { invite } from "#e2e/people.ts";
import { markPage } from "#e2e/same-page.ts";
import { expectStatus } from "#e2e/status.ts";
import { expect, test } from "#e2e/test.ts";

/** Streams of live messages that a browser holds open. */
function watchStreams(context: BrowserContext): () => number {
  const open = new Set<Request>();
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/v1/events") open.add(request);
  });
  context.on("requestfailed", (request) => open.delete(request));
  context.on("requestfinished", (request) => open.delete(request));
  return () => open.size;
}

const progressOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole("progressbar", { name: "Generating" }).getAttribute("aria-valuenow"));

test("a reload and a second tab in the middle of a render both follow it to its end, over one connection", async ({
  visit,
}) => {
  const page = await visit(await invite());
  const openStreams = watchStreams(page.context());
  const { id } = await call(page.context().request, "createVideo", {
    prompt: "Waves under a full moon, slow zoom",
    durationSeconds: 6,
  });
  await page.goto(`/videos/${id}`);
  await expect.poll(() => progressOf(page), { timeout: 60_000 }).toBeGreaterThan(0);
  const second = await page.context().newPage();
  await second.goto(`/videos/${id}`);
  const secondIsSame = await markPage(second);
  await expect.poll(() => progressOf(second)).toBeGreaterThan(0);
  expect(openStreams()).toBe(1);

  await page.reload();
  const firstIsSame = await markPage(page);
  const seen = await progressOf(page);
  await Promise.all([page, second].map((tab) => expect.poll(() => progressOf(tab)).toBeGreaterThan(seen)));
  await expect.poll(openStreams).toBe(1);
  for (const tab of [page, second]) await expectStatus(tab, "completed", 120);
  await firstIsSame();
  await secondIsSame();
  expect(openStreams()).toBe(1);
});

test("a video that ends while another page is open announces itself and stands in the library", async ({
  visit,
}) => {
  const page = await visit(await invite());
  await page.goto("/library");
  await expect(page.getByText("Your videos appear here")).toBeVisible();
  const { id } = await call(page.context().request, "createVideo", {
    prompt: "Northern lights",
    durationSeconds: 3,
  });
  const card = page.getByRole("article").filter({ hasText: "Northern lights" });
  await expect(card).toBeVisible();
  await expect(page.getByText("Northern lights is ready for review")).toBeVisible({ timeout: 60_000 });
  await expect(card.getByText("Ready for review")).toBeVisible();
  await page.getByRole("button", { name: "Watch" }).click();
  await expect(page).toHaveURL(`/videos/${id}`);
});
