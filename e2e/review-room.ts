import { expect, type Locator, type Page } from "@playwright/test";

/** The review room as a reviewer finds it. */
export class ReviewRoom {
  readonly page: Page;
  readonly approve: Locator;
  readonly reject: Locator;
  readonly note: Locator;
  constructor(page: Page) {
    this.page = page;
    this.approve = page.getByRole("button", { name: /^(A )?Approve$/ });
    this.reject = page.getByRole("button", { name: /^(R )?Reject( \d reasons?)?$/ });
    this.note = page.getByRole("textbox", { name: "Note to the creator" });
  }

  async open(videoId: string): Promise<void> {
    await this.page.goto(`/review?video=${videoId}`);
    await this.ready();
  }

  /** The clip is loaded and may be decided on. */
  async ready(): Promise<void> {
    await expect(this.page.getByRole("region", { name: /^Clip: / })).toBeVisible();
    await expect(this.approve).not.toHaveAttribute("aria-disabled", "true");
    await expect(this.page.getByRole("region", { name: /^Clip: / }).locator("video[src]")).toBeAttached();
  }

  reason(label: string): Locator {
    return this.page.getByRole("button", { name: new RegExp(`^(\\d )?${label}$`) });
  }

  /** Goes elsewhere, which sends a decision that is still held. */
  async leave(): Promise<void> {
    await this.page.goto("/library");
  }
}
