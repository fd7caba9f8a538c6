import { call, untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { invite } from "#e2e/people.ts";
import { expectStatus } from "#e2e/status.ts";
import { VideoPage } from "#e2e/video-page.ts";
import { expect, test } from "./test.ts";

test("a video beyond what its vendor takes at once waits for a free place, says so, and goes on", async ({
  visit,
  vendors,
}) => {
  await vendors.place({ dialect: "fal", fault: "slow", argument: "8", door: "job", times: 2 });
  const page = await visit(await invite());
  const order = { prompt: "A ferry leaves", model: "fal-kling-3.0-pro", durationSeconds: 3 };
  const earlier = [
    await call(page.request, "createVideo", order),
    await call(page.request, "createVideo", order),
  ];
  for (const { id } of earlier) await untilStatus(page.request, id, "processing");
  const { id } = await call(page.request, "createVideo", order);
  const shown = new VideoPage(page);
  await shown.open(id);
  await expect(page.getByText("Waiting for a free place at Kling 3.0 Pro on fal").first()).toBeVisible();
  expect(await vendors.tasks()).toHaveLength(2);
  await expectStatus(page, "completed", 90);
  await expect(page.getByText("Waiting for a free place")).toHaveCount(0);
  for (const { id: first } of earlier) await untilStatus(page.request, first, "completed");
  expect((await vendors.tasks()).map(({ state }) => state)).toEqual(["succeeded", "succeeded", "succeeded"]);
});

test("a vendor that asks for a pause gets it: nothing is sent before, the page says why, then it goes on", async ({
  visit,
  vendors,
}) => {
  await vendors.place({ dialect: "kling", fault: "retry-after", argument: "6", door: "submit", times: 1 });
  const page = await visit(await invite());
  const order = { prompt: "Rain on a tin roof", model: "kling-2.5-turbo", durationSeconds: 5 };
  const refused = await call(page.request, "createVideo", order);
  await untilStatus(page.request, refused.id, "retrying");
  const asked = await vendors.requests("kling", "submit");
  const { id } = await call(page.request, "createVideo", order);
  const shown = new VideoPage(page);
  await shown.open(id);
  const words = page.getByText("Waiting until Kling 2.5 Turbo takes more work").first();
  await expect(words).toBeVisible();
  expect(await vendors.requests("kling", "submit")).toBe(asked);
  await expectStatus(page, "completed", 90);
  await untilStatus(page.request, refused.id, "completed");
  expect(await vendors.requests("kling", "submit")).toBe(asked + 2);
  expect(await vendors.tasks()).toHaveLength(2);
});

test("while the safety check cannot be reached a video waits for it, says so, and goes on when it is back", async ({
  visit,
  vendors,
}) => {
  await vendors.place({ dialect: "openai", fault: "status", argument: "503", door: "other" });
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.choose("kling-2.5-turbo");
  await composer.prompt.fill("A heron stands in the reeds");
  const shown = new VideoPage(page);
  await shown.open(await composer.submit());
  await expect(page.getByText("Waiting for the safety check").first()).toBeVisible();
  await expect(page.getByText(/Nothing is made or charged before it has answered/)).toBeVisible();
  expect(await vendors.tasks()).toEqual([]);
  await vendors.clearFaults();
  await expectStatus(page, "completed", 90);
  expect(await vendors.tasks()).toMatchObject([{ dialect: "kling", chargedMicros: 210_000 }]);
});
