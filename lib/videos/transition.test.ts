import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { quotaUsage, videoEvents } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { videoStatuses } from "#lib/contract/status.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { videoIn, videoRow } from "#lib/testing/videos.ts";
import { moves, next, type VideoMove } from "./machine.ts";
import { transition } from "./transition.ts";

const events = Object.keys(moves) as VideoMove[];

describe("transition", () => {
  let bench: TestBench;
  let owner: User;
  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    owner = await bench.person("creator", "unlimited");
  });
  afterAll(() => bench.close("videos move without files, reviews and pages"));

  const history = (id: string) =>
    bench.db.select().from(videoEvents).where(eq(videoEvents.videoId, id)).orderBy(asc(videoEvents.sequence));
  const running = async () => {
    const [row] = await bench.db
      .select()
      .from(quotaUsage)
      .where(sql`user_id = ${owner.id} and "window" = 'concurrent'`);
    return row?.used;
  };

  it.each(videoStatuses)(
    "from %s moves where the machine allows and otherwise changes nothing",
    async (from) => {
      for (const event of events) {
        const id = await videoIn(bench, owner, from);
        const before = (await history(id)).length;
        const move = transition(bench.context(worker), id, { event, cause: "test", message: "a test" });
        const to = next(from, event);
        if (to) {
          expect((await move).video.status).toBe(to);
          expect((await history(id)).at(-1)).toMatchObject({
            sequence: before,
            type: event,
            previousStatus: from,
            newStatus: to,
          });
        } else {
          await expect(move).rejects.toMatchObject({ code: "conflict" });
          expect((await videoRow(bench, id)).status).toBe(from);
          expect(await history(id)).toHaveLength(before);
        }
      }
    },
  );

  it("of many at once with one cause moves once and gives the place back once", async () => {
    const id = await videoIn(bench, owner, "processing");
    const before = await running();
    const moved = await Promise.all(
      Array.from({ length: 20 }, () =>
        transition(bench.context(worker), id, { event: "finished", cause: "one", message: "done" }),
      ),
    );
    expect(moved.filter(({ moved: did }) => did)).toHaveLength(1);
    expect(await running()).toBe((before ?? 0) - 1);
  });

  it("of cancel against completion leaves exactly one end and a history without gaps", async () => {
    for (let round = 0; round < 25; round++) {
      const id = await videoIn(bench, owner, "processing");
      const ends = await Promise.allSettled([
        transition(bench.context(owner), id, { event: "canceled", cause: "c", message: "stopped" }),
        transition(bench.context(worker), id, { event: "finished", cause: "f", message: "done" }),
      ]);
      expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const sequences = (await history(id)).map(({ sequence }) => sequence);
      expect(sequences).toEqual([0, 1, 2, 3]);
    }
  });

  it("writes an append-only history", async () => {
    const id = await videoIn(bench, owner, "submitted");
    await expect(bench.db.delete(videoEvents).where(eq(videoEvents.videoId, id))).rejects.toMatchObject({
      cause: { message: "video_events is append-only" },
    });
    await expect(
      bench.db.update(videoEvents).set({ message: "no" }).where(eq(videoEvents.videoId, id)),
    ).rejects.toMatchObject({ cause: { message: "video_events is append-only" } });
  });

  it("refuses an event row that is no path in the machine", async () => {
    const id = await videoIn(bench, owner, "queued");
    const jump = bench.db.insert(videoEvents).values({
      videoId: id,
      sequence: 1,
      type: "published",
      previousStatus: "queued",
      newStatus: "published",
      source: "user",
      cause: "forged",
      message: "",
    });
    await expect(jump).rejects.toMatchObject({ cause: { code: "23514" } });
  });
});
