import { expect, type Page } from "@playwright/test";
import { z } from "zod";

const seen = z.array(z.string());

/** Has every document of a page record each text that its main part shows. */
const recordTexts = (page: Page) =>
  page.addInitScript(() => {
    const textsSeen: string[] = [];
    Object.assign(globalThis, { textsSeen });
    new MutationObserver(() => {
      const text = document.querySelector("main")?.textContent ?? "";
      if (text !== textsSeen.at(-1)) textsSeen.push(text);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });

/** Leaves the document, whose stream may just begin, and keeps the next one without its stream until that is let go. */
async function holdStream(page: Page): Promise<() => void> {
  await page.goto("about:blank");
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/api/v1/events", (route) => promise.then(() => route.continue()), { times: 1 });
  return resolve;
}

type Reading = {
  path: string;
  /** What the page says once it has its answer. */
  says: string;
  /** The address of the API which it asks. */
  asks: string;
};

/**
 * Answers how a page can be opened and read twice: its live stream begins only when the page has said its word, and has
 * it ask for everything again. What comes back is each text that its main part showed from that word on.
 */
export async function readerOf(page: Page): Promise<(reading: Reading) => Promise<string[]>> {
  await recordTexts(page);
  return async ({ path, says, asks }) => {
    const letStreamGo = await holdStream(page);
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText(says);
    const again = page.waitForRequest((request) => new URL(request.url()).pathname === asks);
    letStreamGo();
    await (await (await again).response())?.finished();
    await expect(page.getByRole("main")).toContainText(says);
    const texts = seen.parse(await page.evaluate(() => Reflect.get(globalThis, "textsSeen")));
    return texts.slice(texts.findIndex((text) => text.includes(says)));
  };
}
