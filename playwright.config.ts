import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

/** Set before the workers start, which read this file again: E2E_BASE_URL and E2E_DATA_DIR hold for all of them. */
async function choosePlace(): Promise<void> {
  if (process.env.E2E_BASE_URL) {
    if (!process.env.E2E_DATA_DIR)
      throw new Error("E2E_BASE_URL needs E2E_DATA_DIR, that installation's data folder.");
    process.env.E2E_RUNNING_INSTALLATION ??= "1";
    return;
  }
  const port = await new Promise<number>((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? done(address.port) : fail(new Error("no port")),
      );
    });
  });
  process.env.E2E_RUNNING_INSTALLATION = "0";
  process.env.E2E_BASE_URL = `http://127.0.0.1:${port}`;
  process.env.E2E_DATA_DIR = process.env.DAILIES_E2E_FOLDER ?? join(tmpdir(), `dailies-e2e-${process.pid}`);
}

await choosePlace();
const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "studio", testMatch: "**/*.spec.ts", testIgnore: "**/journeys/vendors/**" },
    { name: "vendors", testMatch: "**/journeys/vendors/**/*.spec.ts", use: { actionTimeout: 30_000 } },
  ],
  globalSetup: "./scripts/test/e2e-installation.ts",
  outputDir: "test-results",
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: report ? [["list"], ["json", { outputFile: report }]] : "list",
  use: {
    baseURL: process.env.E2E_BASE_URL,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.DAILIES_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
