import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allWell, awaitRest, check, statusOf } from "../world/check.ts";
import { eventually } from "../world/eventually.ts";
import type { Person } from "../world/person.ts";
import { startWorld, type World } from "../world/world.ts";
import { askForVideo, callBack, doorEnvironment, videoAsked } from "./doors-of.ts";

const cards = { expectedSeconds: 1, pollIntervalSeconds: 1 };
let folder: string;
let world: World;
let person: Person;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dailies-storage-"));
  world = await startWorld({
    cards,
    jobSeconds: 0.3,
    environment: { ...doorEnvironment, DAILIES_DATA_DIR: folder },
  });
  person = await world.person();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A step of the run of some video has failed, so that it was tried while the storage took nothing. */
const tried = () =>
  eventually("a copy was tried", async () => {
    const failures = await world.db.execute(sql`select 1 from engine.job where attempt > 0`);
    return failures.length > 0;
  });

/** One more than before: a vendor's job is done, and its clip could not be copied. */
async function orderWhile(): Promise<string> {
  const id = await person.create(videoAsked);
  await tried();
  expect(await statusOf(world, id)).toBe("processing");
  return id;
}

/** What was noted about the takes of a video. */
const notedOf = async (videoId: string) =>
  (
    await world.db.execute<{ kind: string }>(sql`
    select f.kind from attempt_findings f join attempts a on a.id = f.attempt_id where a.video_id = ${videoId}`)
  ).map(({ kind }) => kind);

test("while the storage is away callbacks are taken in and nothing is given up; once it is back the video is made", async () => {
  const media = join(folder, "media");
  mkdirSync(media, { recursive: true });
  renameSync(media, join(folder, "away"));
  writeFileSync(media, "no folder");
  const id = await orderWhile();
  expect((await callBack(world.appUrl)).status).toBe(200);
  expect(await notedOf(id)).toEqual(["uncopied"]);
  rmSync(media);
  renameSync(join(folder, "away"), media);
  await awaitRest(world, 60);
  expect(await statusOf(world, id)).toBe("completed");
  expect(await check(world)).toEqual(allWell);
});

test("a disk that takes no more bytes keeps no half clip; once there is room the video is made", async () => {
  const limit = (bytes: string) => execFileSync("prlimit", [`--pid=${world.app.pid}`, `--fsize=${bytes}:`]);
  limit("4096");
  const id = await orderWhile();
  await eventually("it is said why", () => world.app.output().includes("the disk is full"));
  limit("unlimited");
  await awaitRest(world, 60);
  expect(await statusOf(world, id)).toBe("completed");
  expect(readdirSync(join(folder, "media", ".partial"))).toEqual([]);
  expect(await check(world)).toEqual(allWell);
});

test("while the database has no room intake and callbacks are refused with a time to come back, and nothing is half made", async () => {
  const count = async () => (await world.db.execute(sql`select 1 from videos`)).length;
  const before = await count();
  await world.db.execute(sql`
    create function has_no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
  for (const table of ["prompts", "webhook_receipts"])
    await world.db.execute(
      sql.raw(`create trigger no_room before insert on ${table} execute function has_no_room()`),
    );
  const refused = [await askForVideo(world.appUrl, person.id, "no-room"), await callBack(world.appUrl)];
  expect(refused.map(({ status }) => status)).toEqual([503, 503]);
  for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await count()).toBe(before);
  await world.db.execute(sql`drop function has_no_room cascade`);
  expect((await callBack(world.appUrl)).status).toBe(200);
  expect((await askForVideo(world.appUrl, person.id, "no-room")).status).toBe(202);
  await awaitRest(world, 60);
  expect(await check(world)).toEqual(allWell);
});
