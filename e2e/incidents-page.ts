import { expect, type Locator, type Page } from "@playwright/test";

/** The admins' page of incidents. */
export class IncidentsPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto("/admin/incidents");
    await expect(this.page.getByRole("heading", { name: "Decisions" })).toBeVisible();
  }

  /** As an admin gets there who looks at the overview first. */
  async openFromOverview(): Promise<void> {
    await this.page.goto("/admin");
    const banner = this.page.getByRole("status").filter({ hasText: /for your decision/ });
    await banner.getByRole("link", { name: "Look at them" }).click();
    await expect(this.page.getByRole("heading", { name: "Decisions" })).toBeVisible();
  }

  card(videoId: string): Locator {
    return this.page.getByRole("article").filter({ has: this.page.locator(`a[href="/videos/${videoId}"]`) });
  }

  /** Opens the question of one act. */
  async ask(videoId: string, act: "Adopt" | "Write off" | "Send again"): Promise<Locator> {
    await this.card(videoId).getByRole("button", { name: act }).click();
    const dialog = this.page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    return dialog;
  }

  showDecided(): Promise<void> {
    return this.page.getByRole("radio", { name: "Decided" }).click();
  }
}
