import { call, untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { caller, demo, invite } from "#e2e/people.ts";
import type { Vendors } from "#e2e/simulator.ts";
import { expectStatus } from "#e2e/status.ts";
import { VideoPage } from "#e2e/video-page.ts";
import { expect, test } from "./test.ts";

/** What is done to each message about the job, and how many of them come. */
const mishaps = [
  { name: "sent three times", fault: "duplicate", argument: "3", copies: 3 },
  { name: "late by six seconds", fault: "late", argument: "6000", copies: 1 },
];

/** The words in a prompt that keep every message about its job from being believed, or from coming at all. */
const silences = ["[[drop@webhook]]", "[[badsig]]"];

/** Where an admin finds the callbacks that came more than once. */
async function duplicatesOf(videoId: string): Promise<number> {
  const admin = await caller(demo.admin);
  const { items } = await call(admin, "listReceipts", { kind: "duplicates" });
  await admin.dispose();
  return items.filter((item) => item.videoId === videoId).reduce((sum, item) => sum + item.duplicates, 0);
}

/** The messages about a job that our door took. */
const arrivals = async (vendors: Vendors, job = "") =>
  (await vendors.deliveries(job)).filter(({ answer }) => /^2\d\d$/.test(answer));

for (const { name, fault, argument, copies } of mishaps)
  test(`callbacks that are ${name}: one video, one charge`, async ({ visit, vendors }) => {
    await vendors.place({ dialect: "replicate", fault, argument, door: "webhook" });
    const page = await visit(await invite());
    const composer = new Composer(page);
    await composer.open();
    await composer.choose("replicate-seedance-1-pro");
    await composer.prompt.fill("A kettle boils on a stove");
    const id = await composer.submit();
    await new VideoPage(page).open(id);
    await expectStatus(page, "completed", 90);
    const [task, ...others] = await vendors.tasks();
    expect(others).toEqual([]);
    await expect
      .poll(async () => (await arrivals(vendors, task?.id)).length, { timeout: 30_000 })
      .toBeGreaterThanOrEqual(copies);
    if (copies > 1) await expect.poll(() => duplicatesOf(id)).toBeGreaterThanOrEqual(copies - 1);

    const video = await untilStatus(page.request, id, "completed");
    expect(video.events.filter(({ type }) => type === "finished")).toHaveLength(1);
    expect(video.attempts).toMatchObject([{ state: "succeeded", costMicros: 300_000 }]);
    expect(task).toMatchObject({ chargedMicros: 300_000, refundedMicros: 0 });
    expect((await call(page.request, "listVideos", {})).items).toHaveLength(1);
  });

test("callbacks that are lost or signed by somebody else: the vendor is asked once its time has passed", async ({
  visit,
  vendors,
}) => {
  const page = await visit(await invite());
  const order = (word: string) => ({
    prompt: `A kettle boils on a stove ${word}`,
    model: "kling-3.0-turbo",
    durationSeconds: 5,
  });
  const made = [];
  for (const word of silences) made.push(await call(page.request, "createVideo", order(word)));
  const asked = await vendors.requests("kling", "status");
  await expect
    .poll(async () => (await vendors.tasks()).map(({ state }) => state))
    .toEqual(["succeeded", "succeeded"]);
  for (const { id } of made) await untilStatus(page.request, id, "processing");
  expect(await vendors.requests("kling", "status")).toBe(asked);
  for (const { id } of made) {
    const video = await untilStatus(page.request, id, "completed");
    expect(video.attempts).toMatchObject([{ state: "succeeded", costMicros: 560_000 }]);
    expect(video.events.filter(({ type }) => type === "finished")).toHaveLength(1);
  }
  const looksAndLinks = made.length * 2;
  expect((await vendors.requests("kling", "status")) - asked).toBeLessThanOrEqual(looksAndLinks);
  const tasks = await vendors.tasks();
  expect(tasks).toHaveLength(made.length);
  for (const { id, chargedMicros } of tasks) {
    expect(chargedMicros).toBe(560_000);
    expect(await arrivals(vendors, id)).toEqual([]);
  }
});

test("a job whose answer was lost is found again, made once and paid once", async ({ visit, vendors }) => {
  await vendors.place({ dialect: "replicate", fault: "reset-after-accept", door: "submit" });
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.choose("replicate-seedance-1-pro");
  await composer.prompt.fill("A letter that arrives without its envelope");
  const id = await composer.submit();
  const video = await untilStatus(page.request, id, "completed");
  expect(video.attempts).toMatchObject([{ number: 1, state: "succeeded", costMicros: 300_000 }]);
  expect(await vendors.tasks()).toMatchObject([{ chargedMicros: 300_000, refundedMicros: 0 }]);
});

test("a double click on Generate with a paid model makes one video and one task", async ({
  visit,
  vendors,
}) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.choose("kling-2.5-turbo");
  await composer.prompt.fill("One balloon over a valley");
  await composer.generate.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(page.getByText("Your video is on its way").first()).toBeVisible();
  const { items } = await call(page.request, "listVideos", {});
  expect(items).toHaveLength(1);
  for (const { id } of items) await untilStatus(page.request, id, "completed");
  expect(await vendors.tasks()).toMatchObject([{ dialect: "kling", chargedMicros: 210_000 }]);
});
