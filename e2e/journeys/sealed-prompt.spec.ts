import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { call, expectProblem, send, untilStatus } from "#e2e/api.ts";
import { installation } from "#e2e/installation.ts";
import { invite } from "#e2e/people.ts";
import { expect, test } from "#e2e/test.ts";

const unreadable = new Set(["ENOENT", "EACCES"]);

/** A file that Postgres removed while we looked holds nothing any more. */
function holds(path: string, word: string): boolean {
  try {
    return readFileSync(path).includes(word);
  } catch (error) {
    if (error instanceof Error && "code" in error && unreadable.has(String(error.code))) return false;
    throw error;
  }
}

/** Files below the data folder that hold a word in clear: database and its log of changes, logs, jobs, media. */
function filesWith(word: string): string[] {
  return readdirSync(installation().dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => holds(path, word));
}

test("a prompt stands nowhere in clear: not in the database, its log, a log file, a render job or a media file", async ({
  as,
}) => {
  const prompted = `quagga${Date.now()}`;
  const named = `okapi${Date.now()}`;
  const api = await as(await invite());
  await call(api, "updateMe", { name: named });
  const text = { prompt: `A ${prompted} in a meadow at dawn`, negativePrompt: `${prompted} in a cage` };
  const { id } = await call(api, "createVideo", { ...text, durationSeconds: 3 });
  await untilStatus(api, id, "completed");
  await expectProblem(await send(api, "createVideo", { prompt: `${prompted} beheading` }), "prompt_refused");
  await expectProblem(await send(api, "createVideo", { ...text, durationSeconds: 99 }), "invalid_input");
  expect(filesWith(named), "the search finds what is written in clear").not.toEqual([]);
  expect(filesWith(prompted)).toEqual([]);
});
