import { setTimeout as pause } from "node:timers/promises";
import { eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { attempts, videos } from "#db/schema/index.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import { replayPath } from "./doors-header.ts";
import { eventually } from "./eventually.ts";
import type { World } from "./world.ts";

/** Looking is work for the database too, and there may be thousands of videos. */
const restLookMs = 200;
/** Shorter than a broken build is given, so that its proof fails and is not cut off. */
const lateChargesMs = 180_000;
const lateLookMs = 1000;
const violation = z.object({ invariant: z.string(), subject: z.string(), detail: z.string() });

/**
 * The vendor's books against ours. `unknown`: tasks of the vendor that no attempt of ours names. `twice`: submissions
 * of one attempt that the vendor took more than once. `unpaid`: tasks it charged for, at another sum than we booked.
 */
export type Difference = { unknown: string[]; twice: string[]; unpaid: string[] };

async function compareBooks(world: World): Promise<Difference> {
  const tasks = await world.vendors.tasks();
  // Where a vendor's id of a job is a path, its last part is the task.
  const ours = await world.db
    .select({ id: attempts.id, jobId: attempts.jobId, cost: attempts.costMicros })
    .from(attempts)
    .where(isNotNull(attempts.jobId));
  const byJob = new Map(ours.map((attempt) => [attempt.jobId?.split("/").at(-1), attempt]));
  const byAttempt = Map.groupBy(
    tasks.filter((task) => task.externalId),
    (task) => task.externalId,
  );
  const nameOf = (task: { dialect: string; id: string }): string => `${task.dialect} ${task.id}`;
  return {
    unknown: tasks.filter((task) => !byJob.has(task.id)).map(nameOf),
    twice: [...byAttempt.values()].filter((same) => same.length > 1).flatMap((same) => same.map(nameOf)),
    unpaid: tasks.filter((task) => task.chargedMicros > 0 && byJob.get(task.id)?.cost === 0).map(nameOf),
  };
}

/**
 * The books once the vendors' late charges are in ours: the sweep asks for those of takes that had ended before their
 * vendor did, a minute later at the soonest. After some minutes they are as they are.
 */
async function settledBooks(world: World): Promise<Difference> {
  for (const until = performance.now() + lateChargesMs; ; await pause(lateLookMs)) {
    const books = await compareBooks(world);
    if (books.unpaid.length === 0 || performance.now() > until) return books;
  }
}

export async function statusOf(world: World, id: string): Promise<string | undefined> {
  const [row] = await world.db.select({ status: videos.status }).from(videos).where(eq(videos.id, id));
  return row?.status;
}

/** Rows of the view of all invariants, in words. */
export async function violations(world: World): Promise<string[]> {
  const rows = await world.db.execute(sql`select invariant, subject, detail from invariant_violations`);
  return z
    .array(violation)
    .parse([...rows])
    .map(({ invariant, subject, detail }) => `${invariant} ${subject}: ${detail}`);
}

/** Waits until no video is at work any more, but for those that an open decision holds. */
export async function awaitRest(world: World, seconds = 120): Promise<void> {
  const statuses = sql.join(
    activeStatuses.map((status) => sql`${status}`),
    sql`, `,
  );
  await eventually(
    "every video has come to its end",
    async () => {
      const rows = await world.db.execute(sql`
        select v.id, v.status, v.waiting_for, count(*) over ()::int as count from videos v where v.status in (${statuses}) and not exists (
          select from attempts a join decisions d on d.attempt_id = a.id
          where a.video_id = v.id and d.decided_at is null) order by v.id limit 1`);
      if (rows.length > 0) throw new Error(`some are not, first ${JSON.stringify(rows[0])}`);
      return true;
    },
    seconds,
    restLookMs,
  );
}

const replayed = z.object({ before: z.string(), after: z.string() });

/** Applies every callback of this history twice more. The app may be at late accounts meanwhile: then it is asked again. */
async function replay(world: World): Promise<"changed" | "unchanged"> {
  const { before, after } = await eventually("the callbacks are applied again", async () => {
    const response = await fetch(world.appUrl + replayPath, { method: "POST" });
    return replayed.parse(await response.json());
  });
  return before === after ? "unchanged" : "changed";
}

type Checked = Difference & { violations: string[]; replay: "changed" | "unchanged" };

/**
 * What must hold once everything is at rest: no invariant broken, the vendors' books and ours the same, and callbacks
 * that are applied again change no row. Throws where nothing happened at all, because that would prove nothing.
 */
export async function check(world: World): Promise<Checked> {
  const [counted] = await world.db.select({ videos: sql<number>`count(*)`.mapWith(Number) }).from(videos);
  if (!counted || counted.videos === 0) throw new Error("There is no history to check.");
  return { ...(await settledBooks(world)), violations: await violations(world), replay: await replay(world) };
}

/** What `check` says where all is well. */
export const allWell: Checked = { unknown: [], twice: [], unpaid: [], violations: [], replay: "unchanged" };
