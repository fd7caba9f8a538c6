import { expect, type Page } from "@playwright/test";

/** Marks a page so that a later look can tell that it was never loaded anew. */
export async function markPage(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => Object.assign(globalThis, { stillTheSamePage: true }));
  return async () => {
    expect(await page.evaluate(() => "stillTheSamePage" in globalThis), "the page was not reloaded").toBe(
      true,
    );
  };
}
