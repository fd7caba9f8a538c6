import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quotaOverrides, quotaUsage } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { request } from "#lib/testing/videos.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { noteFigures } from "../figures.ts";
import { amissIn } from "./at-rest.ts";
import { atOnce } from "./rounds.ts";

const asked = 100;
const cap = 10;
let bench: TestBench;

beforeAll(async () => {
  bench = await createBench(asked);
});
afterAll(() => bench.close());

const limited = async (): Promise<User> => {
  const owner = await bench.person("creator", "unlimited");
  const { id } = owner;
  await bench.db
    .insert(quotaOverrides)
    .values({ userId: id, window: "concurrent", videosMax: cap, setBy: id });
  return owner;
};

/** The control: reads the counter, compares, writes it; as many connections as there are requests. */
async function admitNaively(userId: string): Promise<boolean> {
  const place = sql`user_id = ${userId} and "window" = 'concurrent' and period = 'naive'`;
  return bench.db.transaction(async (tx) => {
    const [row] = await tx.execute(sql`select used from quota_usage where ${place}`);
    const used = Number(row?.used);
    if (used >= cap) return false;
    await tx.execute(sql`update quota_usage set used = ${used + 1} where ${place}`);
    return true;
  });
}

test("of a hundred submits at once at a cap of ten, ten are admitted, and the others are told why", async () => {
  const owner = await limited();
  const submit = () => createVideo(bench.context(owner), request());
  const { won, lost } = await atOnce(...Array.from({ length: asked }, () => submit));
  expect(won).toHaveLength(cap);
  expect(lost).toHaveLength(asked - cap);
  for (const error of lost) expect(error).toMatchObject({ code: "quota_exceeded" });
  expect(await amissIn(bench)).toEqual([]);

  const naive = await bench.person();
  await bench.db
    .insert(quotaUsage)
    .values({ userId: naive.id, window: "concurrent", period: "naive", used: 0 });
  const control = await atOnce(...Array.from({ length: asked }, () => () => admitNaively(naive.id)));
  const admitted = control.won.filter((isAdmitted) => isAdmitted).length;
  await bench.db.execute(sql`delete from quota_usage where period = 'naive'`);
  noteFigures("race for the last places", [
    `${asked} at once at a cap of ${cap}: ${won.length} admitted`,
    `the same by reading and then writing: ${admitted} admitted`,
  ]);
  expect(admitted).toBeGreaterThan(cap);
});
