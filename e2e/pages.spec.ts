import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { type Look, type Screen, visitors } from "./looks.ts";
import { refusedRequest } from "./noise.ts";
import { expect, test } from "./test.ts";
import { makeWorld, type World } from "./world.ts";

const screens: Record<Screen, BrowserContextOptions> = {
  "1440": { viewport: { width: 1440, height: 900 } },
  "390": { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let world: World;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  world = await makeWorld();
});

const problemsOf = async (axe: AxeBuilder): Promise<string[]> => {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
};

/** How many pixels the page is wider than the window. */
const overhangOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function inspect(page: Page, { path, shows, act }: Look): Promise<void> {
  await page.goto(path);
  await expect(shows(page)).toBeVisible();
  await act?.(page);
  const whole = new AxeBuilder({ page }).withTags(standards);
  expect.soft(await problemsOf(whole), path).toEqual([]);
  const colours = new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect.soft(await problemsOf(colours), `${path} in light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect.soft(await overhangOf(page), `${path} scrolls sideways by`).toBeLessThanOrEqual(0);
}

for (const { name, account, looks } of visitors) {
  for (const screen of ["1440", "390"] as const) {
    test(`every page for ${name} at ${screen} is accessible in dark and light, silent, and no wider than the window`, async ({
      visit,
      noise,
    }) => {
      noise.allow(refusedRequest(404));
      noise.allow(/ERR_FAILED.*api\/v1\/videos\?/);
      const page = await visit(account(world), {
        ...screens[screen],
        colorScheme: "dark",
        reducedMotion: "reduce",
      });
      for (const look of looks(world).filter(({ on }) => !on || on === screen))
        await test.step(look.name ?? look.path, () => inspect(page, look));
    });
  }
}
