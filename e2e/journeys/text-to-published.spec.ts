import { call, expectProblem, untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { demo, invite } from "#e2e/people.ts";
import { playFrames } from "#e2e/playback.ts";
import { ReviewRoom } from "#e2e/review-room.ts";
import { expectStatus } from "#e2e/status.ts";
import { expect, test } from "#e2e/test.ts";

test("a prompt becomes a video, is approved, published, played by anybody, and withdrawn at once", async ({
  visit,
  noise,
}) => {
  const creator = await invite({ name: "Ada Prompt" });
  const page = await visit(creator);
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("A lighthouse above a calm sea at golden hour, slow pan to the right.");
  await composer.setSeconds(3);
  const id = await composer.submit();

  const stage = page.getByRole("region", { name: "Latest video" });
  await expect(stage.getByText("Ready for review")).toBeVisible({ timeout: 60_000 });
  await stage.getByRole("link", { name: "A lighthouse above a calm sea at golden hour" }).click();
  await expect(page).toHaveURL(`/videos/${id}`);
  await expect(page.getByRole("button", { name: "Publish" })).toHaveCount(0);

  const room = new ReviewRoom(await visit(demo.reviewer));
  await room.open(id);
  await room.approve.click();
  await expect(room.page.getByText("Approving", { exact: true })).toBeVisible();
  await room.leave();

  await expectStatus(page, "approved", 20);
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish this take" });
  await dialog.getByRole("textbox", { name: "Title on the page" }).fill("Golden lighthouse");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("link", { name: "Open public page" })).toBeVisible();

  const { publication, artifacts } = await call(page.context().request, "getVideo", { id });
  const clip = artifacts.find(({ type }) => type === "video");
  const anybody = await visit(null);
  const address = `/v/${publication?.slug}`;
  await anybody.goto(address);
  await expect(anybody.getByRole("heading", { name: "Golden lighthouse" })).toBeVisible();
  await expect(anybody.getByText("AI generated")).toBeVisible();
  const played = await playFrames(anybody, 12);
  expect(played).toMatchObject({ error: null, width: 1280, height: 720 });
  expect(played.to).toBeGreaterThan(played.from + 0.2);
  await expect(anybody.locator('meta[property="og:video"]')).toHaveAttribute("content", /\/api\/media\/p\//);

  const file = await anybody.locator("video").evaluate((video: HTMLVideoElement) => video.currentSrc);
  const whole = await anybody.request.get(file);
  expect(whole.status()).toBe(200);
  expect((await whole.body()).length).toBe(clip?.bytes);

  await page.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expectStatus(page, "approved");
  await untilStatus(page.context().request, id, "approved");
  noise.allow(refusedRequest(404));
  expect((await anybody.goto(address))?.status()).toBe(404);
  await expect(anybody.getByRole("heading", { name: "This video is not here" })).toBeVisible();
  await expectProblem(await anybody.request.get(file), "not_found");
  await expectProblem(await anybody.request.get(file.replace("video.mp4", "poster.jpg")), "not_found");
});
