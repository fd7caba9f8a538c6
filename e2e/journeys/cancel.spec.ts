import { call, untilStatus } from "#e2e/api.ts";
import { invite } from "#e2e/people.ts";
import { renders } from "#e2e/processes.ts";
import { expectStatus } from "#e2e/status.ts";
import { expect, test } from "#e2e/test.ts";

test("a video canceled in the middle of its render stops at once, with its process, and frees its place", async ({
  visit,
}) => {
  const page = await visit(await invite());
  const api = page.context().request;
  const { id } = await call(api, "createVideo", {
    prompt: "Fog over a forest at dawn",
    durationSeconds: 10,
    tier: "final",
    platform: "cinema",
  });
  await page.goto(`/videos/${id}`);
  const bar = page.getByRole("progressbar", { name: "Generating" });
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")), { timeout: 60_000 })
    .toBeGreaterThan(0);
  expect(renders()).toHaveLength(1);

  await page.getByRole("button", { name: "Cancel" }).click();
  await page
    .getByRole("dialog", { name: "Stop this video?" })
    .getByRole("button", { name: "Stop it" })
    .click();
  await expectStatus(page, "canceled");
  await expect.poll(renders, { timeout: 8_000 }).toEqual([]);
  const video = await untilStatus(api, id, "canceled");
  expect(video.artifacts).toEqual([]);
  const { quotas } = await call(api, "getUsage", {});
  expect(quotas.find(({ window }) => window === "concurrent")?.used).toBe(0);
  await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Edit prompt" })).toBeVisible();
});

test("a video canceled while it waits never begins", async ({ visit }) => {
  const page = await visit(await invite());
  const api = page.context().request;
  const first = await call(api, "createVideo", { prompt: "Desert dunes at noon", durationSeconds: 10 });
  const second = await call(api, "createVideo", { prompt: "A storm at sea", durationSeconds: 3 });
  await call(api, "cancelVideo", { id: second.id });
  await call(api, "cancelVideo", { id: first.id });
  await expect.poll(renders, { timeout: 30_000 }).toEqual([]);
  for (const { id } of [first, second]) expect((await call(api, "getVideo", { id })).status).toBe("canceled");
});
