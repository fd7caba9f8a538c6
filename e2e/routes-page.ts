import { expect, type Locator, type Page } from "@playwright/test";

/** The page "Models and routes" as an admin finds it. */
export class RoutesPage {
  readonly page: Page;
  readonly note: Locator;
  readonly save: Locator;
  readonly conflict: Locator;
  constructor(page: Page) {
    this.page = page;
    this.note = page.getByRole("textbox", { name: "Note" });
    this.save = page.getByRole("button", { name: /^Save as version/ });
    this.conflict = page.getByRole("form", { name: "Changes that are not saved" }).getByRole("alert");
  }

  async open(): Promise<void> {
    await this.page.goto("/admin/routes");
    await expect(this.page.getByRole("heading", { name: "Models and routes" })).toBeVisible();
    await expect(this.page.getByRole("button", { name: "Add route" })).toBeVisible();
  }

  route(name: string): Locator {
    return this.page.getByRole("listitem", { name: new RegExp(`^Route \\d+: ${name}$`) });
  }

  /** The models of a route in the order in which they are tried. */
  models(route: string): Locator {
    return this.route(route).getByRole("list", { name: "Models, first choice first" });
  }

  async remove(route: string, model: string): Promise<void> {
    const button = this.route(route).getByRole("button", { name: `Take ${model} out`, exact: true });
    await button.click();
    await expect(button).toHaveCount(0);
  }
}
