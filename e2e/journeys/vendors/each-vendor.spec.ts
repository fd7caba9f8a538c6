import { untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { type Account, invite } from "#e2e/people.ts";
import { playFrames } from "#e2e/playback.ts";
import { expectStatus } from "#e2e/status.ts";
import { VideoPage } from "#e2e/video-page.ts";
import { expect, test } from "./test.ts";

type Row = { vendor: string; model: string; name: string; seconds: number; price: string; micros: number };

/** One model a vendor, with what a draft of that length costs: in dollars as shown, and as its vendor charges it. */
const row = (
  vendor: string,
  model: string,
  name: string,
  seconds: number,
  price: string,
  micros: number,
) => ({
  vendor,
  model,
  name,
  seconds,
  price,
  micros,
});
const table: readonly Row[] = [
  row("kling", "kling-3.0", "Kling 3.0", 3, "$0.252", 252_000),
  row("seedance", "seedance-1.5-pro", "Seedance 1.5 Pro", 4, "$0.10", 104_760),
  row("runway", "runway-gen4.5", "Runway Gen-4.5", 3, "$0.36", 360_000),
  row("google-omni", "gemini-omni-1.2", "Gemini Omni 1.2 Flash", 3, "$0.21", 212_856),
  row("google-veo", "veo-3.1-lite", "Veo 3.1 Lite", 4, "$0.20", 200_000),
  row("atlas-cloud", "atlas-kling-3.0-pro", "Kling 3.0 Pro on Atlas Cloud", 5, "$0.475", 475_000),
  row("fal", "fal-kling-3.0-pro", "Kling 3.0 Pro on fal", 3, "$0.67", 672_000),
  row("replicate", "replicate-seedance-1-pro", "Seedance 1 Pro on Replicate", 3, "$0.18", 180_000),
  row("generic", "seevido", "SeeVido", 3, "$0.15", 150_000),
];

let creator: Account;
test.beforeAll(async () => {
  creator = await invite();
});

for (const { vendor, model, name, seconds, price, micros } of table)
  test(`${vendor} makes a video with ${name}: chosen, priced, followed, played, and charged once`, async ({
    visit,
    vendors,
  }) => {
    const page = await visit(creator);
    const composer = new Composer(page);
    await composer.open();
    await composer.setSeconds(seconds);
    await composer.choose(model);
    await composer.prompt.fill(`A lighthouse above a calm sea, filmed for ${vendor}`);
    await expect(composer.generate).toContainText(price);
    const id = await composer.submit();

    const shown = new VideoPage(page);
    await shown.open(id);
    await expectStatus(page, "completed", 60);
    await expect(shown.take(1)).toContainText(name);
    await expect(shown.take(1)).toContainText("Delivered");
    await expect(shown.take(1)).toContainText(price);
    await expect(shown.why).toContainText("You chose this model");
    await expect(shown.fact("Charged")).toContainText(price);
    const played = await playFrames(page, 6);
    const { parameters, attempts } = await untilStatus(page.request, id, "completed");
    expect(attempts).toMatchObject([{ provider: vendor, costMicros: micros }]);
    expect(played).toMatchObject({ error: null, width: parameters.width, height: parameters.height });

    expect(await vendors.tasks()).toMatchObject([
      { dialect: vendor, state: "succeeded", chargedMicros: micros },
    ]);
  });
