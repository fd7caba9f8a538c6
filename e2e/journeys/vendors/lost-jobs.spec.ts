import { call } from "#e2e/api.ts";
import { IncidentsPage } from "#e2e/incidents-page.ts";
import { demo, invite } from "#e2e/people.ts";
import { expectStatus } from "#e2e/status.ts";
import { VideoPage } from "#e2e/video-page.ts";
import { expect, test } from "./test.ts";

const order = (prompt: string) => ({
  prompt,
  model: "runway-gen4.5",
  durationSeconds: 5,
  fallbackAllowed: false,
});

test("a job that its vendor forgets is laid before an admin; written off, its creator reads why and what it cost", async ({
  visit,
  vendors,
}) => {
  const page = await visit(await invite());
  const { id } = await call(page.request, "createVideo", order("A ship in fog [[slow:90]] [[404-after]]"));
  const shown = new VideoPage(page);
  await shown.open(id);
  await expect(page.getByText("Waiting for an admin's decision").first()).toBeVisible({ timeout: 60_000 });
  await expect(shown.story).toContainText("Runway Gen-4.5 did not know its job any more");
  const last = shown.story.getByRole("listitem").last();
  await expect(last).toContainText("An admin is asked: Runway Gen-4.5 knows no such job any more");
  await expect(last).toContainText("$0.60 stays held until it is decided.");

  const incidents = new IncidentsPage(await visit(demo.admin));
  await incidents.open();
  const dialog = await incidents.ask(id, "Write off");
  await dialog.getByLabel("Why").fill("They confirm that they lost it");
  await dialog.getByRole("button", { name: "Write off" }).click();
  await expect(incidents.card(id)).toHaveCount(0);
  await expect(shown.story).toContainText("“They confirm that they lost it”");
  await expect(page.getByText("The model lost track of the job.").first()).toBeVisible();
  expect(await vendors.tasks()).toHaveLength(1);
});

test("a clip at a place that is not read from is not lost: stopped meanwhile, its take stays open until an admin decides", async ({
  visit,
  vendors,
}) => {
  const page = await visit(await invite());
  const { id } = await call(page.request, "createVideo", order("A bridge at night [[redirect:away]]"));
  const shown = new VideoPage(page);
  await shown.open(id);
  await expect(page.getByText("Waiting for an admin's decision").first()).toBeVisible({ timeout: 60_000 });
  await expect(shown.story).toContainText("lies at a place that this installation does not read from");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alertdialog").or(page.getByRole("dialog"))).toContainText(
    "if it charges for the job all the same, that is told here",
  );
  await page.getByRole("button", { name: "Stop it" }).click();
  await expectStatus(page, "canceled");
  await expect(shown.take(1)).toContainText("Not settled yet");
  await expect(shown.fact("Charged")).toContainText("Perhaps $0.60");

  const incidents = new IncidentsPage(await visit(demo.admin));
  await incidents.open();
  await expect(incidents.card(id)).toContainText("169.254.169.254");
  const dialog = await incidents.ask(id, "Write off");
  await expect(dialog.getByLabel("What the vendor charged")).toHaveValue("$0.60");
  await dialog.getByLabel("Why").fill("Nobody needs it any more");
  await dialog.getByRole("button", { name: "Write off" }).click();
  await expect(incidents.card(id)).toHaveCount(0);
  await shown.open(id);
  await expect(shown.fact("Charged")).toContainText("$0.60");
  await expect(shown.fact("Charged")).not.toContainText("Perhaps");
  await expect(shown.story).toContainText("$0.60 was booked for it when it was closed.");
  expect(await vendors.tasks()).toMatchObject([{ chargedMicros: 600_000 }]);
});
