import { expect, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import { call } from "./api.ts";

const accepted = z.object({ id: z.string() });
const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The composer of the create page as a person finds it. */
export class Composer {
  readonly page: Page;
  readonly form: Locator;
  readonly prompt: Locator;
  readonly avoid: Locator;
  readonly image: Locator;
  readonly imageInput: Locator;
  readonly model: Locator;
  readonly fallback: Locator;
  readonly ceiling: Locator;
  readonly generate: Locator;
  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole("form", { name: "Create" });
    this.prompt = page.getByRole("textbox", { name: "Prompt" });
    this.avoid = page.getByRole("textbox", { name: "Avoid in the picture" });
    this.image = page.getByRole("region", { name: "Start from an image" });
    this.imageInput = page.getByLabel("Start from an image").locator("css=input[type=file]");
    this.model = this.form.locator("css=button[aria-haspopup=dialog]");
    this.fallback = page.getByRole("switch", { name: "Another model may take over" });
    this.ceiling = page.getByRole("textbox", { name: "Ceiling for one take" });
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
    const step = this.page.getByRole("radio", { name: `${seconds} seconds`, exact: true });
    const slider = this.page.getByRole("slider", { name: "Length" });
    await expect(step.or(slider)).toBeVisible();
    if (await step.isVisible()) {
      await step.click();
      await expect(step).toBeChecked();
      return;
    }
    await slider.press("Home");
    const least = Number(await slider.getAttribute("aria-valuenow"));
    for (let value = least; value < seconds; value++) await slider.press("ArrowRight");
    await expect(slider).toHaveAttribute("aria-valuenow", String(seconds));
  }

  /** Types an amount in dollars over what stands there. */
  async setCeiling(dollars: string): Promise<void> {
    await this.ceiling.click();
    await this.ceiling.press("ControlOrMeta+a");
    await this.ceiling.pressSequentially(dollars);
    await expect(this.ceiling).toHaveValue(dollars);
  }

  /** Chooses a model in the picker, as somebody who searches for it. */
  async choose(id: string): Promise<void> {
    const { items } = await call(this.page.request, "listModels", {});
    const { name, vendor } = items.find((model) => model.id === id) ?? { name: id, vendor: "" };
    await this.model.click();
    const picker = this.page.getByRole("dialog", { name: "Model" });
    await picker.getByRole("textbox", { name: "Find a model" }).fill(id);
    const row = new RegExp(`^${escaped(name)}\\s+${escaped(vendor)}\\b`);
    await picker.getByRole("button", { name: row }).click();
    await expect(picker).toBeHidden();
    await expect(this.model).toContainText(name);
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
