import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { drop, paste } from "#e2e/data-transfer.ts";
import { invite } from "#e2e/people.ts";
import { photo, picture } from "#e2e/pictures.ts";
import { playFrames } from "#e2e/playback.ts";
import { expect, test } from "#e2e/test.ts";

/** Upload speed as on a slow line, so that progress can be seen. */
async function slowUploads(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}

test("an image that is dropped shows its progress and preview, and becomes the video's source", async ({
  visit,
}) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("Slow push-in over the scene");
  await composer.setSeconds(3);
  const source = await picture("harbour view.png", 900, 700);

  await slowUploads(page, 400_000);
  await drop(composer.image, source);
  await expect(composer.image.getByText("harbour view.png")).toBeVisible();
  await expect(composer.generate).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("The image is still on its way.")).toBeVisible();
  const bar = composer.image.getByRole("progressbar");
  await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
  await composer.image.getByRole("button", { name: "Cancel the upload" }).click();
  await expect(composer.imageInput).toBeAttached();
  await expect(composer.generate).not.toHaveAttribute("aria-disabled", "true");

  await slowUploads(page, -1);
  await drop(composer.image, source);
  const preview = composer.image.locator("img");
  await expect(composer.image.getByRole("button", { name: "Remove harbour view.png" })).toBeVisible();
  await expect(composer.image.getByText("900 × 700")).toBeVisible();
  await expect.poll(() => preview.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900);
  const id = await composer.submit();

  const video = await untilStatus(page.context().request, id, "completed");
  expect(video.workflowType).toBe("image-to-video");
  const sha256 = createHash("sha256").update(source.buffer).digest("hex");
  expect(video.sourceAssets[0]?.original).toMatchObject({
    sha256,
    bytes: source.buffer.length,
    mimeType: "image/png",
  });
  await page.goto(`/videos/${id}`);
  await expect(page.getByRole("heading", { name: "Source image" })).toBeVisible();
  const played = await playFrames(page, 6);
  expect(played).toMatchObject({ error: null, width: 1280, height: 720 });
});

test("an image can be chosen, removed and pasted; what places it would tell are taken out of it", async ({
  visit,
}) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.imageInput.setInputFiles(await photo("chosen.jpg"));
  await composer.image.getByRole("button", { name: "Remove chosen.jpg" }).click();
  await expect(composer.imageInput).toBeAttached();

  await paste(page, await photo("pasted.jpg"));
  await expect(composer.image.getByRole("button", { name: "Remove pasted.jpg" })).toBeVisible();
  await expect(composer.image.getByText("metadata removed")).toBeVisible();
  const stored = await page.request.get((await composer.image.locator("img").getAttribute("src")) ?? "");
  expect(stored.status()).toBe(200);
  expect((await stored.body()).includes("Exif")).toBe(false);
  await page.reload();
  await expect(composer.image.getByRole("button", { name: "Remove pasted.jpg" })).toBeVisible();
});
