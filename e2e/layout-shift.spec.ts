import type { Page } from "@playwright/test";
import { z } from "zod";
import { call } from "./api.ts";
import { invite } from "./people.ts";
import { expectStatus } from "./status.ts";
import { expect, test } from "./test.ts";

const shift = z.object({ value: z.number(), falls: z.array(z.string()) });
const seen = z.object({ shiftsSeen: z.array(shift) });

/** Records what moves on the page by itself: how much in all (1 is the whole window), and what moved up or down. */
async function watchShifts(page: Page): Promise<() => Promise<{ sum: number; falls: string[] }>> {
  await page.evaluate(() => {
    const shiftsSeen: { value: number; falls: string[] }[] = [];
    Object.assign(globalThis, { shiftsSeen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!("value" in entry && "sources" in entry) || !Array.isArray(entry.sources)) continue;
        const falls = entry.sources.flatMap(({ node, previousRect, currentRect }) =>
          Math.abs(previousRect.y - currentRect.y) < 1 ? [] : [`${node?.nodeName} ${node?.textContent}`],
        );
        shiftsSeen.push({ value: Number(entry.value), falls });
      }
    }).observe({ type: "layout-shift", buffered: false });
  });
  return async () => {
    const { shiftsSeen } = seen.parse(
      await page.evaluate(() => ({ shiftsSeen: Reflect.get(globalThis, "shiftsSeen") })),
    );
    const sum = shiftsSeen.reduce((all, { value }) => all + value, 0);
    return { sum, falls: shiftsSeen.flatMap(({ falls }) => falls) };
  };
}

test("nothing moves in the library and on the video's page while a video goes from waiting to ready", async ({
  visit,
}) => {
  const library = await visit(await invite());
  const api = library.context().request;
  const { id } = await call(api, "createVideo", { prompt: "Snow on quiet roofs", durationSeconds: 3 });
  const page = await library.context().newPage();
  await library.goto("/library");
  await page.goto(`/videos/${id}`);
  const card = library.getByRole("article").filter({ hasText: "Snow on quiet roofs" });
  await expect(card).toBeVisible();
  await expect(page.getByRole("heading", { name: "What happened so far" })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Generating" })).toBeVisible();
  const shifts = [await watchShifts(library), await watchShifts(page)];
  await expectStatus(page, "completed", 120);
  await expect(card.getByText("Ready for review")).toBeVisible();
  await expect(page.locator("video").first()).toBeVisible();
  await expect
    .poll(() =>
      page
        .locator("video")
        .first()
        .evaluate((clip: HTMLVideoElement) => clip.readyState),
    )
    .toBeGreaterThan(0);
  for (const read of shifts) {
    const { sum, falls } = await read();
    expect(falls).toEqual([]);
    expect(sum).toBeLessThan(0.01);
  }
});
