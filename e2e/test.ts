import {
  type APIRequestContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { createNoise, type Noise } from "./noise.ts";
import { type Account, caller, enter } from "./people.ts";

type Fixtures = {
  noise: Noise;
  /** A browser of its own, signed in as somebody or as nobody. */
  visit: (account: Account | null, options?: BrowserContextOptions) => Promise<Page>;
  /** The API as somebody, without a browser. */
  as: (account: Account) => Promise<APIRequestContext>;
};

/** Tests whose pages may complain about nothing: no console error, no exception, no policy violation. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern
  noise: async ({}, use) => {
    const noise = createNoise();
    await use(noise);
    expect(noise.heard(), "console errors and policy violations").toEqual([]);
  },
  visit: async ({ browser, noise }, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (account, options) => {
      const context = await browser.newContext(options);
      closing.push(() => context.close());
      await noise.listen(context);
      if (account) await enter(context, account);
      return context.newPage();
    });
    for (const close of closing) await close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern
  as: async ({}, use) => {
    const callers: APIRequestContext[] = [];
    await use(async (account) => {
      const request = await caller(account);
      callers.push(request);
      return request;
    });
    for (const request of callers) await request.dispose();
  },
});
export { expect };
