import { call, untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { demo, invite } from "#e2e/people.ts";
import { crashRender } from "#e2e/processes.ts";
import { ReviewRoom } from "#e2e/review-room.ts";
import { expectStatus } from "#e2e/status.ts";
import { expect, test } from "#e2e/test.ts";

const prompt = "A ceramic mug on a kitchen table, morning light through a window";

test("a rejected creator reads the reasons and tries again from the same prompt with one click", async ({
  visit,
}) => {
  const page = await visit(await invite());
  const api = page.context().request;
  const { id } = await call(api, "createVideo", {
    prompt,
    durationSeconds: 3,
    platform: "instagram",
    seed: 7,
  });
  await untilStatus(api, id, "completed");
  await page.goto(`/videos/${id}`);
  await expectStatus(page, "completed");

  const room = new ReviewRoom(await visit(demo.reviewer));
  await room.open(id);
  await room.reason("Product shape changed").click();
  await room.reason("Other, with note").click();
  await room.reject.click();
  await expect(room.page.getByText("Say in the note what should change.")).toBeVisible();
  await room.note.fill("The handle is missing.\nShow the whole mug.");
  await room.reject.click();
  await expect(room.page.getByText("Sending back", { exact: true })).toBeVisible();
  await room.leave();

  await expect(page.getByRole("heading", { name: "Noor Amari asked for changes" })).toBeVisible({
    timeout: 20_000,
  });
  await expectStatus(page, "rejected");
  await expect(page.getByRole("listitem").filter({ hasText: /^Product shape changed$/ })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: /^Other, with note$/ })).toBeVisible();
  await expect(page.getByText("The handle is missing.").first()).toBeVisible();

  await page.getByRole("link", { name: "Change it and try again" }).click();
  const composer = new Composer(page);
  await expect(composer.prompt).toHaveValue(prompt);
  await expect(page.getByRole("radio", { name: /Instagram/ })).toBeChecked();
  await expect(page.getByRole("slider", { name: "Length" })).toHaveAttribute("aria-valuenow", "3");
  await composer.prompt.fill(`${prompt}, the whole mug with its handle`);
  const next = await composer.submit();
  expect(next).not.toBe(id);
  expect(await untilStatus(api, next, "completed")).toMatchObject({ prompt: { text: /whole mug/ } });
});

test("a video that failed on every try says why, costs nothing, and its owner's retry makes it", async ({
  visit,
}) => {
  const page = await visit(await invite());
  const api = page.context().request;
  const { id } = await call(api, "createVideo", { prompt, durationSeconds: 3 });
  await page.goto(`/videos/${id}`);
  for (let take = 1; take <= 3; take++) {
    await crashRender();
    await expect
      .poll(
        async () =>
          (await call(api, "getVideo", { id })).attempts.filter(({ state }) => state === "failed_retryable")
            .length,
        { timeout: 60_000 },
      )
      .toBe(take);
  }
  await expect(page.getByText("Generation failed").first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("The model took the job and could not finish it.").first()).toBeVisible();
  await expect(page.getByText("Try again. You were not charged.").first()).toBeVisible();
  const { quotas } = await call(api, "getUsage", {});
  expect(quotas.map(({ used }) => used)).toEqual([0, 0, 0]);

  await page.getByRole("button", { name: "Try again" }).click();
  await expectStatus(page, "completed", 60);
  expect((await call(api, "getVideo", { id })).attempts.at(-1)?.state).toBe("succeeded");
});
