import { call, expectProblem, send, untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { invite } from "#e2e/people.ts";
import { photo } from "#e2e/pictures.ts";
import { expectStatus } from "#e2e/status.ts";
import { VideoPage } from "#e2e/video-page.ts";
import { expect, test } from "./test.ts";

test("a prompt that the safety check refuses is mended and sent again with the same picture", async ({
  visit,
  vendors,
  noise,
}) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.imageInput.setInputFiles(await photo("street.jpg"));
  const picture = composer.image.getByRole("button", { name: "Remove street.jpg" });
  await expect(picture).toBeVisible();
  const uploads: string[] = [];
  page.on("request", (request) => {
    if (/\/api\/(uploadthing|ingest)/.test(request.url())) uploads.push(request.url());
  });

  await composer.choose("kling-2.5-turbo");
  await composer.prompt.fill("Two men in a bar [[flag:violence]]");
  noise.allow(refusedRequest(422));
  await composer.generate.click();
  await expect(page.getByText("It shows violence. Keep the tension, leave out the injury.")).toBeVisible();
  await expect(composer.prompt).toHaveValue("Two men in a bar [[flag:violence]]");
  await expect(picture).toBeVisible();
  expect((await call(page.request, "listVideos", {})).items).toEqual([]);
  expect(await vendors.tasks()).toEqual([]);

  await composer.prompt.fill("Two men in a bar, arguing");
  const id = await composer.submit();
  const video = await untilStatus(page.request, id, "completed");
  expect(video.sourceAssets).toMatchObject([{ name: "street.jpg" }]);
  expect(uploads).toEqual([]);
  expect(await vendors.tasks()).toMatchObject([{ dialect: "kling", chargedMicros: 210_000 }]);
});

const refusals = [
  { vendor: "kling", model: "kling-3.0", fault: "policy", door: "submit", taken: [] },
  { vendor: "runway", model: "runway-gen4.5", fault: "late-policy", door: "job", taken: ["runway"] },
];

for (const { vendor, model, fault, door, taken } of refusals)
  test(`what ${vendor} refuses by its own rules (${fault}) is sent to nobody else`, async ({
    visit,
    vendors,
  }) => {
    await vendors.place({ dialect: vendor, fault, door });
    const page = await visit(await invite());
    const composer = new Composer(page);
    await composer.open();
    await composer.choose(model);
    await composer.prompt.fill("A crowd in front of a theatre");
    await expect(composer.fallback).toBeChecked();
    const shown = new VideoPage(page);
    await shown.open(await composer.submit());
    await expectStatus(page, "failed", 60);
    await expect(shown.story).toContainText("The model's own safety rules refused this prompt.");
    await expect(shown.fact("Charged")).toContainText("Nothing");
    const tasks = await vendors.tasks();
    expect(tasks.map(({ dialect }) => dialect)).toEqual(taken);
    expect(tasks.map(({ chargedMicros }) => chargedMicros)).toEqual(taken.map(() => 0));
  });

test("a draft for a model that has retired is refused with its successor's name, and one click takes that", async ({
  visit,
  vendors,
}) => {
  const page = await visit(await invite());
  const refused = await send(page.request, "createVideo", { prompt: "A kite", model: "sora-2" });
  const { detail } = await expectProblem(refused, "model_retired");
  expect(detail).toContain("Kling 3.0");
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("A kite above the dunes");
  await expect(page.getByText("Draft kept")).toBeVisible();
  await page.evaluate(() => {
    const [key = ""] = Object.keys(localStorage).filter((name) => name.startsWith("dailies-draft:"));
    const kept: object = JSON.parse(localStorage.getItem(key) ?? "{}");
    localStorage.setItem(key, JSON.stringify({ ...kept, model: "sora-2" }));
  });
  await page.reload();
  await expect(page.getByText(/Sora 2 was retired by its vendor on/)).toBeVisible();
  await expect(composer.generate).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Use Kling 3.0" }).click();
  await expect(composer.model).toContainText("Kling 3.0");
  await expect(composer.generate).not.toHaveAttribute("aria-disabled", "true");
  await expect(composer.prompt).toHaveValue("A kite above the dunes");
  expect(await vendors.tasks()).toEqual([]);
});
