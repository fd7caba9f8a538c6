import { afterAll, beforeAll, expect, test } from "vitest";
import type { StoryLine } from "#lib/contract/story.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { request } from "#lib/testing/videos.ts";
import { cancelVideo } from "./cancel-video.ts";
import { createVideo } from "./create-video.ts";
import { noteFinding } from "./findings.ts";
import { getVideo } from "./get-video.ts";
import { readStory } from "./read-story.ts";

let bench: TestBench;
beforeAll(async () => {
  bench = await createBench();
});
afterAll(() => bench.close());

const words = (lines: readonly StoryLine[]) =>
  lines.map(({ text, detail }) => `${text} ${detail ?? ""}`).join("\n");

test("a page and a terminal tell the same lines; only admins and the terminal read the vendor's job", async () => {
  const owner = await bench.person();
  const admin = await bench.person("admin");
  const { id } = await createVideo(bench.context(owner), request());
  await cancelVideo(bench.context(owner), { id });
  const attemptId = await attemptIn(bench, {
    videoId: id,
    state: "canceled",
    jobId: `job-of-${id}`,
    priceMicros: 420_000,
  });
  const finding = { attemptId, kind: "late_report", cause: "end", jobId: `job-of-${id}` } as const;
  const detail = "The vendor finished the clip after this take had ended, so it was not used.";
  await noteFinding(bench.context(worker), { ...finding, detail });

  const own = (await getVideo(bench.context(owner), { id })).story;
  expect(words(own)).toContain("so it was not used");
  expect(words(own)).toContain("You were not charged because the job was taken back.");
  expect(words(own)).not.toContain("job-of-");

  const inTerminal = await readStory(bench.context(worker), { id });
  const seenByAdmin = (await getVideo(bench.context(admin), { id })).story;
  expect(inTerminal.lines).toEqual(seenByAdmin);
  expect(inTerminal.ownerName).toBe(owner.name);
  expect(words(seenByAdmin)).toContain(`Job job-of-${id}.`);
  expect(inTerminal.lines.map(({ at }) => at)).toEqual([...inTerminal.lines.map(({ at }) => at)].sort());
});

test("an unknown id and somebody else's video answer alike", async () => {
  const owner = await bench.person();
  const stranger = await bench.person();
  const { id } = await createVideo(bench.context(owner), request());
  await expect(readStory(bench.context(stranger), { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(readStory(bench.context(worker), { id: "vid_none" })).rejects.toMatchObject({
    code: "not_found",
  });
});
