import { call } from "#e2e/api.ts";
import { installation, turnTo } from "#e2e/installation.ts";
import { caller, demo } from "#e2e/people.ts";
import { type Vendors, watchVendors } from "#e2e/simulator.ts";
import { test as base, expect } from "#e2e/test.ts";
import { restGates } from "./store.ts";

type Fixtures = {
  /** The simulated vendors since the test began; faults and memories of faults go with the test. */
  vendors: Vendors;
  /** Puts the route table back as it was. */
  keepRoutes: undefined;
};

async function simulatedFolder(): Promise<string> {
  const { E2E_SIMULATED_DATA_DIR: running, E2E_SIMULATED_DOOR: door } = process.env;
  if (running) return running;
  if (!door) throw new Error("E2E_SIMULATED_DOOR is not set; the run's set-up sets it.");
  const answer = await fetch(door);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`No installation with simulated vendors: ${text}`);
  return text;
}

/** Tests on the installation whose vendors are simulated. */
export const test = base.extend<Fixtures, { simulated: undefined }>({
  simulated: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern
    async ({}, use) => {
      turnTo(await simulatedFolder());
      await use(undefined);
    },
    { scope: "worker", auto: true, timeout: 240_000 },
  ],
  baseURL: async ({ simulated }, use) => {
    await use(simulated ?? installation().baseUrl);
  },
  vendors: [
    async ({ simulated }, use) => {
      const vendors = await watchVendors();
      await use(simulated ?? vendors);
      await vendors.clearFaults();
      await restGates();
    },
    { auto: true },
  ],
  keepRoutes: async ({ simulated }, use) => {
    const admin = await caller(demo.admin);
    const before = await call(admin, "getRoutes", {});
    await use(simulated);
    const { version } = await call(admin, "getRoutes", {});
    if (version !== before.version)
      await call(admin, "updateRoutes", { version, rules: before.rules, note: "As before" });
    await admin.dispose();
  },
});
export { expect };
