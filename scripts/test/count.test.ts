import { expect, test } from "vitest";
import { countPlaywright, countVitest } from "./count.mjs";
import { testEnvironment } from "./run-tests.mjs";

const vitestReport = (change: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...change,
});

test("passed and failed tests are summed", () => {
  expect(countVitest(vitestReport({ numFailedTests: 2 }), 1)).toEqual({ passed: 3, failed: 2 });
  expect(countVitest(vitestReport({}), 0)).toEqual({ passed: 3, failed: 0 });
});

test("a file that broke outside its tests, a skipped test and an unexplained exit code are failures", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(countVitest(vitestReport({ testResults }), 1).failed).toBe(1);
  expect(countVitest(vitestReport({ numPendingTests: 1 }), 0).failed).toBe(1);
  expect(countVitest(vitestReport({}), 1).failed).toBe(1);
  expect(countVitest(vitestReport({ numPassedTests: 0 }), 0).failed).toBe(1);
  expect(countVitest(undefined, 0).failed).toBe(1);
});

test("a journey that passed only at a second try, or was skipped, has failed", () => {
  const stats = { expected: 5, unexpected: 0, flaky: 1, skipped: 1 };
  expect(countPlaywright({ stats }, 0)).toEqual({ passed: 5, failed: 2 });
  expect(countPlaywright({ stats: { ...stats, flaky: 0, skipped: 0 } }, 0)).toEqual({ passed: 5, failed: 0 });
  expect(countPlaywright(undefined, 1).failed).toBe(1);
});

test("tests do not see the user's own database, services or keys", () => {
  const given = {
    PATH: "/bin",
    DATABASE_URL: "d",
    INNGEST_EVENT_KEY: "k",
    DAILIES_SECRET: "s",
    TEST_DATABASE_URL: "t",
  };
  expect(testEnvironment(given)).toEqual({
    PATH: "/bin",
    TEST_DATABASE_URL: "t",
    NEXT_TELEMETRY_DISABLED: "1",
  });
});
