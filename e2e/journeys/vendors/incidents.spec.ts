import type { Page } from "@playwright/test";
import { call, untilStatus } from "#e2e/api.ts";
import { IncidentsPage } from "#e2e/incidents-page.ts";
import { inspect, screens } from "#e2e/inspect.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { demo, invite } from "#e2e/people.ts";
import type { Vendors } from "#e2e/simulator.ts";
import { expectStatus } from "#e2e/status.ts";
import { VideoPage } from "#e2e/video-page.ts";
import { endSearch } from "./store.ts";
import { expect, test } from "./test.ts";

/** A vendor that keeps no list and sends no callbacks: what it took while its answer was lost, nobody else can tell. */
const model = "runway-gen4.5";
const priceMicros = 600_000;

/** A video whose answer was lost, and whose time to be found is over. */
async function loseAnswer(page: Page, vendors: Vendors, fault: string): Promise<string> {
  await vendors.place({ dialect: "runway", fault, door: "submit", times: 1 });
  const { id } = await call(page.request, "createVideo", {
    prompt: "A letter without its envelope",
    model,
    durationSeconds: 5,
    fallbackAllowed: false,
  });
  const shown = new VideoPage(page);
  await shown.open(id);
  const words = "Waiting for Runway Gen-4.5 to say whether it took the job";
  await expect(page.getByText(words).first()).toBeVisible({ timeout: 30_000 });
  await expect(shown.story).toContainText("Waiting for the vendor's answer");
  await expect(shown.story).toContainText("Nothing is sent twice");
  await expect(shown.take(1)).toContainText("Waiting for its answer");
  await endSearch(id);
  await expect(page.getByText("Waiting for an admin's decision").first()).toBeVisible({ timeout: 60_000 });
  await expect(shown.story).toContainText("An admin is asked: nobody can say whether");
  return id;
}

test("an admin adopts a job by its id: it is made once, and its creator reads why", async ({
  visit,
  vendors,
  noise,
}) => {
  noise.allow(refusedRequest(422));
  const page = await visit(await invite());
  const id = await loseAnswer(page, vendors, "reset-after-accept");
  const incidents = new IncidentsPage(await visit(demo.admin));
  await incidents.openFromOverview();
  const dialog = await incidents.ask(id, "Adopt");
  await dialog.getByLabel("The vendor's id of the job").fill("no-such-job");
  await dialog.getByLabel("Why").fill("Found in their dashboard");
  await dialog.getByRole("button", { name: "Adopt" }).click();
  await expect(dialog).toContainText(/The vendor knows no such job|That cannot be a job of this vendor/);
  const [task] = await vendors.tasks();
  await dialog.getByLabel("The vendor's id of the job").fill(task?.id ?? "");
  await dialog.getByRole("button", { name: "Adopt" }).click();
  await expect(incidents.card(id)).toHaveCount(0);
  await expectStatus(page, "completed", 90);
  await expect(new VideoPage(page).story).toContainText("“Found in their dashboard”");
  expect(await vendors.tasks()).toHaveLength(1);
  expect((await untilStatus(page.request, id, "completed")).attempts).toMatchObject([
    { number: 1, state: "succeeded", costMicros: priceMicros },
  ]);
});

test("an admin writes a take off at what it was charged; of two admins the second reads who was first", async ({
  visit,
  vendors,
  noise,
}) => {
  noise.allow(refusedRequest(409));
  const page = await visit(await invite());
  const id = await loseAnswer(page, vendors, "drop");
  const incidents = new IncidentsPage(await visit(demo.admin));
  const second = new IncidentsPage(await visit(await invite({ role: "admin" })));
  await incidents.open();
  await second.open();
  const late = await second.ask(id, "Write off");
  const dialog = await incidents.ask(id, "Write off");
  await dialog.getByLabel("What the vendor charged").fill("0.10");
  await dialog.getByLabel("Why").fill("On the invoice");
  await dialog.getByRole("button", { name: "Write off" }).click();
  await expect(incidents.card(id)).toHaveCount(0);
  await late.getByLabel("Why").fill("Not on the invoice");
  await late.getByRole("button", { name: "Write off" }).click();
  await expect(late.getByRole("alert")).toContainText(`${demo.admin.name} has already settled it`);
  await late.getByRole("button", { name: "Not now" }).click();
  await expect(second.card(id)).toHaveCount(0);
  await second.showDecided();
  await expect(second.card(id)).toContainText("On the invoice");

  const story = new VideoPage(page).story;
  await expect(story).toContainText(`${demo.admin.name} wrote the take off`);
  await expect(story).toContainText("“On the invoice” $0.10 was booked for it when it was closed.");
  await expect(story).toContainText("Try again when you are ready to start a new one.");
  expect(await vendors.tasks()).toEqual([]);
});

test("an admin lets it be sent again under a ceiling: exactly one more is sent", async ({
  visit,
  vendors,
}) => {
  const page = await visit(await invite());
  const id = await loseAnswer(page, vendors, "drop");
  const incidents = new IncidentsPage(await visit(demo.admin));
  await incidents.open();
  const dialog = await incidents.ask(id, "Send again");
  await expect(dialog.getByLabel("The next take may cost at most")).toHaveValue("$0.60");
  await dialog.getByLabel("Why").fill("Not in their dashboard");
  await dialog.getByRole("button", { name: "Send again" }).click();
  await expect(incidents.card(id)).toHaveCount(0);
  await expectStatus(page, "completed", 90);
  const story = new VideoPage(page).story;
  await expect(story).toContainText(`${demo.admin.name} lets it be sent again, for at most $0.60`);
  await expect(story).toContainText("“Not in their dashboard”");
  expect(await vendors.tasks()).toHaveLength(1);
});

test("the rooms of the incidents are accessible, say that nothing needs anybody, and fit a phone", async ({
  visit,
  vendors,
}) => {
  const page = await visit(await invite());
  await loseAnswer(page, vendors, "drop");
  const shows = (words: string) => (seen: Page) => seen.getByText(words).first();
  const rooms = [
    { show: "decisions", words: "Nobody knows whether the vendor took the job" },
    { show: "stuck", words: "Nothing is stuck" },
    { show: "orphans", words: "Callbacks that fit no take" },
    { show: "duplicates", words: "Callbacks that came more than once" },
    { show: "invariants", words: "Every task of a vendor belongs to exactly one take." },
  ];
  for (const screen of [screens["1440"], screens["390"]]) {
    const seen = await visit(demo.admin, screen);
    for (const { show, words } of rooms)
      await inspect(seen, { path: `/admin/incidents?show=${show}`, shows: shows(words) });
  }
});
