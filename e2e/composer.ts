import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";

const accepted = z.object({ id: z.string() });

/** The composer of the create page as a person finds it. */
export class Composer {
  readonly page: Page;
  readonly prompt: Locator;
  readonly avoid: Locator;
  readonly image: Locator;
  readonly imageInput: Locator;
  readonly generate: Locator;
  constructor(page: Page) {
    this.page = page;
    this.prompt = page.getByRole("textbox", { name: "Prompt" });
    this.avoid = page.getByRole("textbox", { name: "Avoid in the picture" });
    this.image = page.getByRole("region", { name: "Start from an image" });
    this.imageInput = page.getByLabel("Start from an image").locator("css=input[type=file]");
    this.generate = page.getByRole("button", { name: /^Generate/ });
  }

  async open(): Promise<void> {
    await this.page.goto("/create");
    await expect(this.generate).toBeVisible();
    await this.page
      .getByText(/left today/)
      .first()
      .waitFor();
  }

  async setSeconds(seconds: number): Promise<void> {
    const slider = this.page.getByRole("slider", { name: "Length" });
    await slider.press("Home");
    for (let value = 3; value < seconds; value++) await slider.press("ArrowRight");
    await expect(slider).toHaveAttribute("aria-valuenow", String(seconds));
  }

  /** Presses Generate and returns the id of the video that was accepted. */
  async submit(): Promise<string> {
    const answered = this.page.waitForResponse(
      (response) => response.url().endsWith("/api/v1/videos") && response.request().method() === "POST",
    );
    await this.generate.click();
    const answer = await answered;
    expect(answer.status(), await answer.text()).toBe(202);
    return accepted.parse(await answer.json()).id;
  }
}
