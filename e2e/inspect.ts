import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContextOptions, expect, type Page } from "@playwright/test";
import type { Look, Screen } from "./looks.ts";

export const screens: Record<Screen, BrowserContextOptions> = {
  "1440": { viewport: { width: 1440, height: 900 } },
  "390": { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const problemsOf = async (axe: AxeBuilder): Promise<string[]> => {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
};

/** How many pixels the page is wider than the window. */
const overhangOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Complains where a page in one state is not accessible in dark or light, or wider than the window. */
export async function inspect(page: Page, { path, shows, act }: Look): Promise<void> {
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
