/** @typedef {import("./run-tests.mjs").Count} Count */

const nothing = { passed: 0, failed: 1 };

/**
 * Tests passed and failed by vitest's JSON report. A file that failed outside its tests is one more failure, and so
 * are a skipped test, a run without tests, and a failing exit code that no test explains.
 * @param {any} report @param {number} exitCode @returns {Count}
 */
export function countVitest(report, exitCode) {
  if (!report) return nothing;
  const broken = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === "failed" &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === "failed"),
  );
  const idle = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + broken.length + idle;
  const unexplained = failed === 0 && (exitCode !== 0 || report.numPassedTests === 0);
  return { passed: report.numPassedTests, failed: unexplained ? 1 : failed };
}

/**
 * The same for Playwright. A test that passed only on a second try has failed: there are no second tries here.
 * @param {any} report @param {number} exitCode @returns {Count}
 */
export function countPlaywright(report, exitCode) {
  if (!report?.stats) return nothing;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + skipped;
  const unexplained = failed === 0 && (exitCode !== 0 || expected === 0);
  return { passed: expected, failed: unexplained ? 1 : failed };
}
