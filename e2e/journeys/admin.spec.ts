import { call, expectProblem, send, untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { demo, invite, personIdOf } from "#e2e/people.ts";
import { expect, test } from "#e2e/test.ts";

test("a limit that an admin edits in the table holds for the very next video, and is in the history", async ({
  visit,
  noise,
}) => {
  const creator = await invite({ name: "Lina Limit" });
  const page = await visit(creator);
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("A meadow in spring");
  await expect(composer.generate).toContainText("50 left today");

  const desk = await visit(demo.admin, { viewport: { width: 1440, height: 900 } });
  await desk.goto(`/admin/people?q=${encodeURIComponent(creator.email)}`);
  const row = desk.getByRole("row").filter({ hasText: creator.email });
  await row.getByRole("button", { name: /^Videos a day of Lina Limit: 0 of 50/ }).click();
  const field = desk.getByRole("textbox", { name: /^New limit of Lina Limit/ });
  await field.fill("0");
  await field.press("Enter");
  await expect(desk.getByText("Saved; it holds at once")).toBeVisible();
  await expect(row.getByRole("button", { name: /^Videos a day of Lina Limit: 0 of 0/ })).toBeVisible();

  noise.allow(refusedRequest(429));
  const refused = page.waitForResponse((response) => response.request().method() === "POST");
  await composer.generate.click();
  expect((await refused).status()).toBe(429);
  await expect(
    page.getByRole("alert").filter({ hasText: "Your videos for today are used up." }),
  ).toBeVisible();
  await expectProblem(await send(page.request, "createVideo", { prompt: "Again" }), "quota_exceeded");
  expect((await call(page.request, "listVideos", {})).items).toEqual([]);

  await row.getByRole("button", { name: /^Videos a day/ }).click();
  await field.fill("1");
  await field.press("Enter");
  await expect(row.getByRole("button", { name: /^Videos a day of Lina Limit: 0 of 1(\D|$)/ })).toBeVisible();
  const { id } = await call(page.request, "createVideo", {
    prompt: "A meadow in spring",
    durationSeconds: 3,
  });
  const full = await expectProblem(
    await send(page.request, "createVideo", { prompt: "More" }),
    "quota_exceeded",
  );
  const midnight = new Date(new Date().toISOString().slice(0, 10)).getTime() + 24 * 60 * 60 * 1000;
  expect(new Date(full.retryAt ?? 0).getTime()).toBe(midnight);
  const { history } = await call(desk.request, "getPerson", { id: await personIdOf(desk.request, creator) });
  expect(history.filter(({ actorName }) => actorName === demo.admin.name).length).toBeGreaterThanOrEqual(2);
  await call(page.request, "cancelVideo", { id });
});

test("an admin invites somebody, who comes in by the link, once", async ({ visit }) => {
  const desk = await visit(demo.admin);
  await desk.goto("/admin/people");
  await desk.getByRole("button", { name: "Invite" }).click();
  const email = `guest-${Date.now()}@example.org`;
  await desk.getByRole("textbox", { name: "E-mail" }).fill(email);
  await desk.getByRole("button", { name: "Make the link" }).click();
  const link = await desk.getByRole("textbox", { name: "Invitation link" }).inputValue();

  const guest = await visit(null);
  await guest.goto(link);
  await guest.getByRole("textbox", { name: "Name" }).fill("Gustav Guest");
  await guest.getByRole("textbox", { name: "Password" }).fill("a long enough password");
  await guest.getByRole("button", { name: "Make my account" }).click();
  await expect(guest).toHaveURL("/create");
  await expect(guest.getByRole("button", { name: /Account menu: Gustav Guest/ })).toBeVisible();

  const late = await visit(null);
  await late.goto(link);
  await expect(late.getByText("This invitation is not valid any more.")).toBeVisible();
});

test("health names every part and whether it works; runs show what the engine did for a video", async ({
  visit,
  as,
}) => {
  const creator = await as(await invite());
  const { id } = await call(creator, "createVideo", { prompt: "Rain on a tin roof", durationSeconds: 3 });
  await untilStatus(creator, id, "completed");
  const desk = await visit(demo.admin, { viewport: { width: 1440, height: 900 } });
  await desk.goto("/admin/health");
  await expect(desk.getByText("everything works")).toBeVisible();
  const { parts = [] } = await call(desk.request, "getHealth", {});
  expect(parts.length).toBeGreaterThanOrEqual(4);
  for (const part of parts) {
    expect(part).toMatchObject({ kind: "embedded", ok: true });
    const row = desk.getByRole("row").filter({ hasText: part.name.replaceAll("-", " ") });
    await expect(row.getByText("Works")).toBeVisible();
  }

  await desk.goto("/admin/runs?status=completed");
  const run = desk.getByRole("row").filter({ hasText: "Completed" }).first();
  await expect(run).toBeVisible();
  const { items } = await call(desk.request, "listRuns", { limit: 20 });
  const own = items.find(
    ({ functionId, subjectIds }) => functionId.endsWith("generate-video") && subjectIds.includes(id),
  );
  const detail = await call(desk.request, "getRun", { id: own?.id ?? "" });
  expect(detail.status).toBe("completed");
  const steps = detail.timeline.map(({ name }) => name).join(" ");
  expect(steps).toMatch(/^submit-1-1 .*\bobserve-1-\d+ .*\bcollect-1-\d+$/);
  expect(JSON.stringify(detail)).not.toContain("tin roof");
});
