import { untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { invite } from "#e2e/people.ts";
import { playFrames } from "#e2e/playback.ts";
import { VideoPage } from "#e2e/video-page.ts";
import { expect, test } from "./test.ts";

test("a first frame is made from words, survives a reload, and a vendor makes a video of it", async ({
  visit,
  vendors,
}) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("Slow push-in over the harbour");
  await composer.image.getByRole("button", { name: "Make a first frame" }).click();
  await page.getByRole("textbox", { name: "What the first frame shows" }).fill("A harbour at dawn, fog");
  await page.getByRole("button", { name: /^Make it/ }).click();
  const remove = composer.image.getByRole("button", { name: /^Remove / });
  await expect(remove).toBeVisible({ timeout: 60_000 });
  expect(await vendors.tasks()).toMatchObject([{ dialect: "openai", state: "succeeded" }]);

  await page.reload();
  await expect(remove).toBeVisible();
  await composer.choose("runway-gen4-turbo");
  const id = await composer.submit();
  const video = await untilStatus(page.request, id, "completed");
  expect(video).toMatchObject({ workflowType: "image-to-video", model: "runway-gen4-turbo" });
  const [film, ...others] = await vendors.tasks();
  expect(film).toMatchObject({ dialect: "runway", state: "succeeded", chargedMicros: 250_000 });
  expect(others).toMatchObject([{ dialect: "openai" }]);

  const shown = new VideoPage(page);
  await shown.open(id);
  await expect(page.getByRole("heading", { name: "Source image" })).toBeVisible();
  const { width, height } = video.parameters;
  expect(await playFrames(page, 6)).toMatchObject({ error: null, width, height });
});
