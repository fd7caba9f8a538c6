import { call, untilStatus } from "#e2e/api.ts";
import { inspect, screens } from "#e2e/inspect.ts";
import type { Look } from "#e2e/looks.ts";
import { type Account, caller, demo, invite } from "#e2e/people.ts";
import { watchVendors } from "#e2e/simulator.ts";
import { storeRetired } from "./store.ts";
import { test } from "./test.ts";

type Scene = { creator: Account; takenOver: string; refused: string };
let scene: Scene;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const creator = await invite({ name: "Many Takes" });
  const request = await caller(creator);
  const vendors = await watchVendors();
  await vendors.place({ dialect: "kling", fault: "fail", door: "job", times: 1 });
  const first = await call(request, "createVideo", { prompt: "A tram climbs a steep street" });
  await untilStatus(request, first.id, "completed");
  await vendors.place({ dialect: "kling", fault: "policy", door: "submit" });
  const second = await call(request, "createVideo", { prompt: "A crowd", model: "kling-3.0" });
  await untilStatus(request, second.id, "failed");
  await vendors.clearFaults();
  await request.dispose();
  scene = { creator, takenOver: first.id, refused: second.id };
});

const creatorLooks = ({ takenOver, refused }: Scene): Look[] => [
  {
    name: "the models to choose from",
    path: "/create",
    shows: (page) => page.getByText(/Auto picks/).first(),
    act: async (page) => {
      await page
        .getByRole("button", { name: /^Auto\b/ })
        .first()
        .click();
      await page.getByRole("dialog", { name: "Model" }).getByText("Seedance 2.0 Fast").first().waitFor();
    },
  },
  {
    name: "why a model was picked",
    path: "/create",
    shows: (page) => page.getByText("Why Kling 3.0?"),
    act: async (page) => {
      await page.getByText("Why Kling 3.0?").click();
      await page.getByText(/others left out$/).click();
    },
  },
  { path: `/videos/${takenOver}`, shows: (page) => page.getByText(/takes over/).first() },
  { path: `/videos/${refused}`, shows: (page) => page.getByText(/safety rules refused/).first() },
];

const adminLooks: readonly Look[] = [
  { path: "/admin/vendors", shows: (page) => page.getByText("Simulated").first() },
  {
    name: "routes with an edit that is open",
    path: "/admin/routes",
    shows: (page) => page.getByRole("list", { name: "Tried in this order" }),
    act: async (page) => {
      await page.getByRole("button", { name: "Add route" }).click();
      await page.getByRole("form", { name: "Changes that are not saved" }).waitFor();
    },
  },
  {
    name: "the question before routes are moved",
    path: "/admin/calendar",
    shows: (page) => page.getByRole("listitem", { name: "Sora 2", exact: true }),
    act: async (page) => {
      const row = page.getByRole("listitem", { name: "Sora 2", exact: true });
      await row.getByRole("button", { name: "Move routes to Kling 3.0" }).click();
      await page.getByRole("dialog", { name: "Move routes to Kling 3.0?" }).waitFor();
    },
  },
];

for (const screen of ["1440", "390"] as const)
  test(`what the vendors bring to the pages at ${screen} is accessible in dark and light, silent, and no wider than the window`, async ({
    visit,
    keepRoutes: _,
  }) => {
    const look = { ...screens[screen], colorScheme: "dark", reducedMotion: "reduce" } as const;
    const page = await visit(scene.creator, look);
    for (const one of creatorLooks(scene)) await test.step(one.name ?? one.path, () => inspect(page, one));
    const desk = await visit(demo.admin, look);
    await storeRetired(await call(desk.request, "getRoutes", {}));
    for (const one of adminLooks) await test.step(one.name ?? one.path, () => inspect(desk, one));
  });
