import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { User } from "#lib/context.ts";
import { armFailpoints, type FailpointName } from "#lib/failpoint.ts";
import type { Inspector, Probed } from "#lib/media/inspector.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { historyOf } from "#lib/testing/takes.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { cancelVideo } from "#lib/videos/cancel-video.ts";
import { collectArtifacts } from "#lib/videos/collect-artifacts.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { abandonedAttempts, releaseAttempt } from "#lib/videos/release-attempt.ts";
import { submitVideo } from "#lib/videos/submit-video.ts";
import { makeFilm } from "#simulator/film/make-film.ts";
import { noteFigures } from "../figures.ts";
import { amissIn } from "./at-rest.ts";
import { atOnce, rounds, runRounds } from "./rounds.ts";

/** When somebody stops the video; at each of these the completion goes on in the same turn. */
const moments = [
  "submit.sent",
  "collect.downloaded",
  "collect.inspected",
  "collect.inspected",
  "collect.inspected",
  "collect.finished",
] as const satisfies readonly FailpointName[];
const costMicros = 310_000;
const bytesMax = 1024 * 1024;

let bench: TestBench;
let owner: User;
let clip: string;
let inspector: Inspector;

beforeAll(async () => {
  bench = await createBench();
  owner = await bench.person("creator", "unlimited");
  const folder = await mkdtemp(join(tmpdir(), "dailies-race-"));
  const path = join(folder, "clip.mp4");
  const size = { width: 64, height: 64, durationSeconds: 0.5, fps: 4, audio: false };
  await makeFilm({ ...size, title: "Race", subtitle: "1", path });
  clip = `data:video/mp4;base64,${(await readFile(path)).toString("base64")}`;
  await rm(folder, { recursive: true });
  const { inspector: real } = bench.context(worker).parts;
  let probed: Promise<Probed> | undefined;
  inspector = {
    ...real,
    probe(file) {
      probed ??= real.probe(file);
      return probed;
    },
    stills: async () => ({ kind: "undecodable" }),
  };
});
afterEach(() => armFailpoints(undefined));
afterAll(() => bench.close());

const vendor = createTestProvider("kling", {
  observe: async () => ({
    kind: "succeeded",
    outputs: [{ url: clip, headers: {}, bytesMax }],
    costMicros,
  }),
});
const as = (actor: User | typeof worker) =>
  bench.context(actor, { providers: createRegistry([vendor]), inspector });

/** The durable run of one video: submits, and collects what was delivered. */
async function complete(videoId: string): Promise<string> {
  const submitted = await submitVideo(as(worker), { videoId, round: 1 });
  if (submitted.kind !== "accepted") return submitted.kind;
  return (await collectArtifacts(as(worker), { attemptId: submitted.attemptId })).kind;
}

async function race(moment: FailpointName): Promise<"completed" | "canceled"> {
  await bench.connection.sql`delete from vendor_gates`;
  const { id } = await createVideo(as(owner), request({ model: "kling-3.0", fallbackAllowed: false }));
  let stop: ReturnType<typeof atOnce> | undefined;
  armFailpoints(async (name) => {
    if (name === moment) stop ??= atOnce(() => cancelVideo(as(owner), { id }));
  });
  const run = await complete(id);
  const stopped = await stop;
  for (const attemptId of await abandonedAttempts(as(worker), 5, id))
    await releaseAttempt(as(worker), { attemptId });

  const { status } = await videoRow(bench, id);
  const ends = (await historyOf(bench, id)).filter(({ newStatus }) => newStatus === status);
  if (status === "canceled") {
    expect(stopped).toMatchObject({ won: [{ status: "canceled" }], lost: [] });
    expect(run).not.toBe("collected");
    expect(ends).toMatchObject([{ source: "user", actorId: owner.id, message: `${owner.name} stopped it` }]);
    return status;
  }
  expect(status).toBe("completed");
  expect(stopped).toMatchObject({
    won: [],
    lost: [{ code: "conflict", message: "This video is completed now, so it cannot be canceled." }],
  });
  expect(run).toBe("collected");
  expect(ends).toMatchObject([{ source: "worker", actorId: null }]);
  return "completed";
}

test(`cancel against submission and completion, ${rounds} times, leaves one end, and its loser is told which`, async () => {
  const ends = await runRounds(rounds, (round) => race(moments[round % moments.length] ?? "submit.sent"));
  const tied = ends.filter((_, round) => moments[round % moments.length] === "collect.inspected");
  const canceled = ends.filter((end) => end === "canceled").length;
  noteFigures("race of cancel against completion", [
    `${rounds} rounds: ${canceled} canceled, ${rounds - canceled} completed, each once`,
    `${tied.length} of them in the same turn: ${tied.filter((end) => end === "canceled").length} canceled`,
  ]);
  expect(new Set(ends)).toEqual(new Set(["canceled", "completed"]));
  expect(await amissIn(bench)).toEqual([]);
});
