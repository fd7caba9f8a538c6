import { Composer } from "#e2e/composer.ts";
import { invite } from "#e2e/people.ts";
import { expectStatus } from "#e2e/status.ts";
import { VideoPage } from "#e2e/video-page.ts";
import { expect, test } from "./test.ts";

test("a job that its vendor breaks off goes to another: the story says who, what differs and what it costs", async ({
  visit,
  vendors,
}) => {
  await vendors.place({ dialect: "kling", fault: "fail", door: "job" });
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("A tram climbs a steep street in the rain");
  await expect(composer.model).toContainText("Auto picks Kling 3.0");
  const id = await composer.submit();

  const shown = new VideoPage(page);
  await shown.open(id);
  await expectStatus(page, "completed", 90);
  await expect(shown.story).toContainText(
    /Kling 3\.0 took the job and could not finish it; Gemini Omni 1\.2 Flash takes over: 5 s, same format, with sound, \$0\.35\S* instead of \$0\.42/,
  );
  await expect(shown.take(1)).toContainText("Kling 3.0");
  await expect(shown.take(1)).toContainText("$0.00");
  await expect(shown.take(2)).toContainText("Gemini Omni 1.2 Flash");
  await expect(shown.take(2)).toContainText("Delivered");
  await expect(shown.fact("Charged")).toContainText("$0.35");
  expect(await vendors.tasks()).toMatchObject([
    { dialect: "google-omni", state: "succeeded", chargedMicros: 354_760 },
    { dialect: "kling", state: "failed", chargedMicros: 0 },
  ]);
});

test("with fallback off the same failure ends the video, and it says so", async ({ visit, vendors }) => {
  await vendors.place({ dialect: "kling", fault: "fail", door: "job" });
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("A tram climbs a steep street in the snow");
  await composer.fallback.click();
  await expect(composer.fallback).not.toBeChecked();
  const id = await composer.submit();

  const shown = new VideoPage(page);
  await shown.open(id);
  await expect(shown.story).toContainText("Another model was not allowed to take over.", { timeout: 60_000 });
  await expectStatus(page, "failed");
  await expect(shown.fact("Charged")).toContainText("Nothing");
  expect(await vendors.tasks()).toMatchObject([{ dialect: "kling", chargedMicros: 0 }]);
});

test("a ceiling below every other price ends the video; one above it lets the dearer model take over", async ({
  visit,
  vendors,
}) => {
  await vendors.place({ dialect: "seedance", fault: "fail", door: "job" });
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.choose("seedance-1.5-pro");
  await composer.prompt.fill("A paper boat on a pond");
  await composer.setCeiling("0.20");
  const shown = new VideoPage(page);
  await shown.open(await composer.submit());
  await expect(shown.story).toContainText("No other model may take over.", { timeout: 60_000 });
  await expectStatus(page, "failed");
  expect(await vendors.tasks()).toMatchObject([{ dialect: "seedance", chargedMicros: 0 }]);

  await composer.open();
  await expect(composer.prompt).toHaveValue("A paper boat on a pond");
  await expect(composer.ceiling).toHaveValue("$0.20");
  await composer.setCeiling("0.30");
  await shown.open(await composer.submit());
  await expectStatus(page, "completed", 90);
  await expect(shown.story).toContainText(
    /Seedance 1 Pro on Replicate takes over: 5 s, same format, \$0\.30 instead of \$0\.13/,
  );
  await expect(shown.fact("Charged")).toContainText("$0.30");
  expect(await vendors.tasks()).toMatchObject([
    { dialect: "replicate", state: "succeeded", chargedMicros: 300_000 },
    { dialect: "seedance", chargedMicros: 0 },
    { dialect: "seedance", chargedMicros: 0 },
  ]);
});
