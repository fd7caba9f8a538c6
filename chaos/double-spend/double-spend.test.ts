import { and, eq, isNull, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { attempts, decisions } from "#db/schema/index.ts";
import { noteFigures } from "../figures.ts";
import { chosen, isWhole } from "../seed.ts";
import { awaitRest, check } from "../world/check.ts";
import { eventually } from "../world/eventually.ts";
import { createPart } from "../world/part.ts";
import type { Person } from "../world/person.ts";
import { startWorld, type World } from "../world/world.ts";
import { endsOf, tellEnds } from "./ends.ts";
import { killAtRandom } from "./kill-at-random.ts";
import { orderOf } from "./orders.ts";

const videos = chosen("CHAOS_VIDEOS", isWhole() ? 2000 : 40);
const naiveVideos = isWhole() ? videos : 24;
const orderSeconds = isWhole() ? 300 : 90;
const restSeconds = isWhole() ? 540 : 180;
const atOnce = 6;
const naiveSeconds = isWhole() ? 300 : 90;
/** The naive program is killed each time it has stored so many more. */
const killEach = isWhole() ? 100 : 12;
const richMicros = 1_000_000_000_000;
const cards = {
  concurrencyMax: 200,
  submitsPerMinuteMax: 6000,
  deadlineSeconds: isWhole() ? 60 : 30,
  expectedSeconds: 1,
  pollIntervalSeconds: 2,
};

/** Asks for all, a few at a time, each until it was accepted: the same key makes a repetition harmless. */
async function order(person: Person): Promise<void> {
  const waiting = Array.from({ length: videos }, (_, at) => at);
  const one = async (): Promise<void> => {
    for (let video = waiting.shift(); video !== undefined; video = waiting.shift()) {
      const wanted = orderOf(video);
      await eventually(`${video} is accepted`, () => person.create(wanted, `video-${video}`), orderSeconds);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function undecided(world: World): Promise<Map<string, number>> {
  const rows = await world.db
    .select({ provider: attempts.provider, count: sql<number>`count(*)`.mapWith(Number) })
    .from(decisions)
    .innerJoin(attempts, eq(attempts.id, decisions.attemptId))
    .where(and(isNull(decisions.decidedAt), isNull(attempts.jobId)))
    .groupBy(attempts.provider);
  return new Map(rows.map(({ provider, count }) => [provider, count]));
}

test(`${videos} videos, one submission in five without an answer, parts killed at random: every task of a vendor is in our books or before an admin`, async () => {
  const world = await startWorld({ cards, direct: true, jobSeconds: 0.3 });
  const stopTelling = tellEnds(world);
  try {
    for (const vendor of ["seedance", "replicate", "fal", "google-omni", "generic", "runway", "google-veo"])
      await world.vendors.balance(vendor, richMicros);
    const person = await world.person();
    for (const part of [world.app, world.engine]) part.supervise();
    const begun = performance.now();
    let isOver = false;
    const resting = order(person)
      .then(() => awaitRest(world, restSeconds))
      .finally(() => {
        isOver = true;
      });
    const [kills] = await Promise.all([killAtRandom(world, () => isOver), resting]);
    const seconds = Math.round((performance.now() - begun) / 1000);
    const tasks = (await world.vendors.tasks()).length;
    const { unknown, ...rest } = await check(world);
    const open = await undecided(world);
    const byVendor = Map.groupBy(unknown, (task) => task.split(" ")[0] ?? "");
    const hidden = [...byVendor].flatMap(([vendor, lost]) => lost.slice(open.get(vendor) ?? 0));
    noteFigures("double spend", [
      `${videos} videos, ${tasks} tasks at the vendors, ${kills} kills, at rest after ${seconds} s, ${(videos / seconds).toFixed(1)} videos a second`,
      `ends: ${await endsOf(world)}`,
      `the vendors' books minus ours: ${hidden.length}`,
      `not resolved and before an admin: ${[...open.values()].reduce((sum, count) => sum + count, 0)}, of which the vendor took ${unknown.length}`,
      `taken twice: ${rest.twice.length}, not accounted: ${rest.unpaid.length}, invariants broken: ${rest.violations.length}`,
      `all callbacks applied twice more, in other orders: ${rest.replay}`,
    ]);
    expect(kills).toBeGreaterThan(0);
    expect(hidden).toEqual([]);
    expect(rest).toEqual({ twice: [], unpaid: [], violations: [], replay: "unchanged" });
  } finally {
    stopTelling();
    await world.close();
  }
}, 1_200_000);

test("the same in the naive order, call and then store, loses tasks or pays twice", async () => {
  const world = await startWorld({ direct: true, jobSeconds: 0.3 });
  await world.db.execute(sql`create table naive_jobs (video int primary key, job text not null)`);
  const asked = {
    "--database": world.postgres.url,
    "--origin": world.vendors.origin,
    "--videos": String(naiveVideos),
  };
  const naive = createPart({
    name: "naive",
    args: ["chaos/double-spend/naive.ts", ...Object.entries(asked).flat()],
    url: world.vendors.origin,
    env: {},
  });
  try {
    await world.vendors.balance("replicate", richMicros);
    naive.supervise();
    const stored = async () =>
      [...(await world.db.execute(sql`select job from naive_jobs`))].map(({ job }) => String(job));
    const storedCount = async () =>
      Number([...(await world.db.execute(sql`select count(*) from naive_jobs`))][0]?.count);
    let next = killEach;
    await eventually(
      "all are stored",
      async () => {
        const length = await storedCount();
        if (length >= next && length < naiveVideos) {
          next = length + killEach;
          naive.signal("SIGKILL");
        }
        return length >= naiveVideos;
      },
      naiveSeconds,
    );
    const jobs = new Set(await stored());
    const tasks = await world.vendors.tasks();
    const lost = tasks.filter(({ id }) => !jobs.has(id)).length;
    noteFigures("double spend, naive order", [
      `${naiveVideos} videos, ${tasks.length} tasks at the vendor: ${tasks.length - naiveVideos} more than videos, ${lost} that nobody knows of`,
    ]);
    expect(lost).toBeGreaterThan(0);
  } finally {
    await naive.kill();
    await world.db.execute(sql`drop table naive_jobs`);
    await world.close();
  }
}, 600_000);
