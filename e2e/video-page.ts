import { expect, type Locator, type Page } from "@playwright/test";

/** The page of one video as its owner finds it. */
export class VideoPage {
  readonly page: Page;
  readonly takes: Locator;
  readonly facts: Locator;
  readonly why: Locator;
  constructor(page: Page) {
    this.page = page;
    this.takes = page.getByRole("region", { name: "Takes" });
    this.facts = page.getByRole("region", { name: "Facts" });
    this.why = page.getByRole("region", { name: "Why this model" });
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/videos/${id}`);
    await expect(this.facts).toBeVisible();
  }

  /** The steps of what happened, in words. */
  get story(): Locator {
    return this.page.getByRole("list", { name: /^What happened/ });
  }

  take(number: number): Locator {
    return this.takes.getByRole("listitem").filter({ hasText: `Take ${number}:` });
  }

  fact(label: string): Locator {
    return this.facts.locator("dl > div").filter({ has: this.page.getByText(label, { exact: true }) });
  }
}
