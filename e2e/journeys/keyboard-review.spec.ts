import type { APIRequestContext, Page } from "@playwright/test";
import { call, untilStatus } from "#e2e/api.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { demo, invite } from "#e2e/people.ts";
import { ReviewRoom } from "#e2e/review-room.ts";
import { expect, test } from "#e2e/test.ts";

/** Clips in the order of the queue: one is begun when the one before it is ready. */
async function clips(request: APIRequestContext, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) {
    const { id } = await call(request, "createVideo", {
      prompt: title,
      durationSeconds: 3,
      aspectRatio: "1:1",
    });
    await untilStatus(request, id, "completed");
    ids.push(id);
  }
  return ids;
}

/** Sends back what other journeys left waiting, so that the queue holds only what comes now. */
async function emptyQueue(reviewer: APIRequestContext): Promise<void> {
  for (;;) {
    const { items } = await call(reviewer, "listReviewQueue", { limit: 50 });
    if (items.length === 0) return;
    for (const { id } of items)
      await call(reviewer, "decideReview", { id, decision: "reject", reasons: ["quality"] });
  }
}

const onScreen = (page: Page, title: string) =>
  expect(page.getByRole("region", { name: `Clip: ${title}` })).toBeVisible();

test("a queue is decided without the mouse: next, previous, play, reasons, note, reject, undo, approve", async ({
  as,
  visit,
}) => {
  await emptyQueue(await as(demo.reviewer));
  const creator = await as(await invite());
  const titles = ["First of three hills", "Second of three hills", "Third of three hills"];
  const [first = "", second = "", third = ""] = await clips(creator, titles);
  const page = await visit(demo.reviewer);
  const room = new ReviewRoom(page);
  await page.goto("/review");
  await onScreen(page, "First of three hills");
  await room.ready();
  const press = (key: string) => page.keyboard.press(key);

  await press("j");
  await onScreen(page, "Second of three hills");
  await press("j");
  await onScreen(page, "Third of three hills");
  await press("k");
  await press("k");
  await onScreen(page, "First of three hills");
  for (const key of "jjkjkkjk") await press(key);
  await onScreen(page, "First of three hills");
  await room.ready();
  const clip = page.getByRole("region", { name: /^Clip: / }).locator("video");
  await press("Space");
  await expect.poll(() => clip.evaluate((video: HTMLVideoElement) => video.paused)).toBe(false);
  await expect.poll(() => clip.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0);
  await press("Space");
  await expect.poll(() => clip.evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);

  await press("r");
  await expect(page.getByText("Choose at least one reason first.")).toBeVisible();
  await press("7");
  await expect(room.reason("Quality")).toHaveAttribute("aria-pressed", "true");
  await press("n");
  await expect(room.note).toBeFocused();
  await page.keyboard.type("jk ar: letters typed here decide nothing");
  await press("Escape");
  await press("r");
  await expect(page.getByText("Sending back", { exact: true })).toBeVisible();
  await onScreen(page, "Second of three hills");
  await press("u");
  await onScreen(page, "First of three hills");
  await expect(page.getByText("Sending back", { exact: true })).toHaveCount(0);
  await expect(room.note).toHaveValue("jk ar: letters typed here decide nothing");
  expect((await call(creator, "getVideo", { id: first })).status).toBe("completed");

  await press("r");
  await onScreen(page, "Second of three hills");
  await room.ready();
  await press("a");
  await onScreen(page, "Third of three hills");
  await expect(page.getByText("Approving", { exact: true })).toBeVisible();
  expect((await untilStatus(creator, first, "rejected")).review).toMatchObject({
    note: "jk ar: letters typed here decide nothing",
    reasons: [{ code: "quality" }],
  });
  await untilStatus(creator, second, "approved");
  expect((await call(creator, "getVideo", { id: third })).status).toBe("completed");
});

test("of two reviewers on one clip the second learns who decided and when, and changes nothing", async ({
  as,
  visit,
  noise,
}) => {
  const creator = await as(await invite());
  const [watched = "", raced = ""] = await clips(creator, ["Watched by two", "Raced for by two"]);
  const one = new ReviewRoom(await visit(demo.reviewer));
  const other = new ReviewRoom(await visit(await invite({ role: "reviewer", name: "Second Reviewer" })));

  await one.open(watched);
  await other.open(watched);
  await one.page.keyboard.press("a");
  await expect(one.page.getByText("Approving", { exact: true })).toBeVisible();
  await one.leave();
  await untilStatus(creator, watched, "approved");
  await expect(other.page.getByText("Noor Amari has approved this clip.")).toBeVisible();

  noise.allow(refusedRequest(409));
  await other.open(raced);
  await one.open(raced);
  await other.page.keyboard.press("1");
  await other.page.keyboard.press("r");
  await expect(other.page.getByText("Sending back", { exact: true })).toBeVisible();
  await one.page.keyboard.press("a");
  await one.leave();
  await untilStatus(creator, raced, "approved");
  await expect(other.page.getByText("Not recorded", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(
    other.page.getByText(/^Noor Amari decided \d\d:\d\d today\. Your decision was not recorded\.$/),
  ).toBeVisible();
  const { review, status } = await call(creator, "getVideo", { id: raced });
  expect({ status, by: review?.reviewer.name }).toEqual({ status: "approved", by: "Noor Amari" });
});

test("nobody reviews their own clip: it is not in the queue, and its address says so", async ({
  visit,
  as,
}) => {
  const reviewer = await invite({ role: "reviewer" });
  const request = await as(reviewer);
  const [id = ""] = await clips(request, ["My own hill"]);
  const { items, ownWaiting } = await call(request, "listReviewQueue", { limit: 50 });
  expect({ listed: items.some((item) => item.id === id), ownWaiting }).toEqual({
    listed: false,
    ownWaiting: 1,
  });
  const page = await visit(reviewer);
  await page.goto(`/review?video=${id}`);
  await expect(page.getByText("This clip is yours: somebody else decides about it.")).toBeVisible();
});
