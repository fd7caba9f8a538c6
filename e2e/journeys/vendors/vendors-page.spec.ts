import type { Page } from "@playwright/test";
import { call, send, untilStatus } from "#e2e/api.ts";
import { demo, invite } from "#e2e/people.ts";
import { breakerFailuresMax } from "#lib/routing/breaker.ts";
import { endPause } from "./store.ts";
import { expect, test } from "./test.ts";

const vendor = (page: Page, label: string) => page.getByRole("listitem", { name: label, exact: true });

test("every vendor stands on the page as simulated, the renderer as built in, with what each can do", async ({
  visit,
}) => {
  const desk = await visit(demo.admin);
  await desk.goto("/admin/vendors");
  const { items } = await call(desk.request, "listVendors", {});
  const simulated = items.filter(({ kind }) => kind === "simulated");
  expect(simulated.map(({ name }) => name).sort()).toEqual(
    "atlas-cloud fal generic google-omni google-veo kling openai replicate runway seedance".split(" "),
  );
  for (const { label } of simulated) await expect(vendor(desk, label)).toContainText("Simulated");
  const own = items.filter(({ kind }) => kind === "embedded");
  for (const { label } of own) await expect(vendor(desk, label)).toContainText("Built in");
  await expect(desk.getByRole("region", { name: "What each vendor can do" })).toContainText("Balance");
});

test("a vendor that keeps failing rests, says so, and takes work again after one that went well", async ({
  visit,
  vendors,
}) => {
  await vendors.place({ dialect: "replicate", fault: "refuse-before-accept", door: "submit" });
  const page = await visit(await invite());
  const order = {
    prompt: "A drum in an empty hall",
    model: "replicate-seedance-1-pro",
    durationSeconds: 3,
    fallbackAllowed: false,
  };
  const failing: string[] = [];
  for (let count = 0; count < breakerFailuresMax; count++)
    failing.push((await call(page.request, "createVideo", order)).id);
  const desk = await visit(demo.admin);
  await desk.goto("/admin/vendors");
  const card = vendor(desk, "Replicate");
  await expect(async () => {
    await desk.reload();
    await expect(card).toContainText("Resting after failures", { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  expect(await vendors.tasks()).toEqual([]);
  for (const id of failing)
    expect([200, 409], "stopped, or over already").toContain(
      (await send(page.request, "cancelVideo", { id })).status(),
    );

  const held = await call(page.request, "createVideo", order);
  await page.goto(`/videos/${held.id}`);
  await expect(
    page.getByText(/Waiting for Seedance 1 Pro on Replicate to answer again/).first(),
  ).toBeVisible();
  await call(page.request, "cancelVideo", { id: held.id });

  await vendors.clearFaults();
  await endPause("replicate");
  await desk.reload();
  await expect(card).toContainText("Being tried again");
  const { id } = await call(page.request, "createVideo", order);
  await untilStatus(page.request, id, "completed");
  await desk.reload();
  await expect(card).toContainText("Simulated");
  expect(await vendors.tasks()).toMatchObject([{ dialect: "replicate", chargedMicros: 180_000 }]);
});
