import type { Page } from "@playwright/test";
import { call } from "#e2e/api.ts";
import { killPart } from "#e2e/installation.ts";
import { refusedRequest, unansweredRequest } from "#e2e/noise.ts";
import { invite } from "#e2e/people.ts";
import { markPage } from "#e2e/same-page.ts";
import { expectStatus } from "#e2e/status.ts";
import { expect, test } from "#e2e/test.ts";

/** Begins a video on its page and waits until pictures are being drawn. */
async function openMidRender(page: Page): Promise<string> {
  const { id } = await call(page.context().request, "createVideo", {
    prompt: "City street at night in the rain",
    durationSeconds: 6,
  });
  await page.goto(`/videos/${id}`);
  const bar = page.getByRole("progressbar", { name: "Generating" });
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")), { timeout: 60_000 })
    .toBeGreaterThan(0);
  return id;
}

for (const part of ["engine", "renderer"] as const) {
  test(`the ${part} killed in the middle of a render costs time, not the video`, async ({ visit }) => {
    const page = await visit(await invite());
    const id = await openMidRender(page);
    const isSame = await markPage(page);
    const { restarted } = killPart(part);
    await expectStatus(page, "completed", 120);
    await isSame();
    const { attempts } = await call(page.context().request, "getVideo", { id });
    expect(attempts.map(({ state }) => state)).toEqual(["succeeded"]);
    await restarted();
  });
}

test("the app killed while somebody watches heals by itself: the page goes on without a reload", async ({
  visit,
  noise,
}) => {
  noise.allow(unansweredRequest);
  noise.allow(refusedRequest(503));
  const page = await visit(await invite());
  const id = await openMidRender(page);
  const isSame = await markPage(page);
  const { restarted } = killPart("app");
  await expectStatus(page, "completed", 120);
  await isSame();
  await restarted();
  const { attempts } = await call(page.context().request, "getVideo", { id });
  expect(attempts.map(({ state }) => state)).toEqual(["succeeded"]);
});
