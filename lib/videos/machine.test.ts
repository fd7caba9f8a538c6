import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { videoTransitions } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { videoStatuses } from "#lib/contract/status.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { forceStatus, videoIn } from "#lib/testing/videos.ts";
import { moves, next, type VideoMove } from "./machine.ts";

const events = Object.keys(moves) as VideoMove[];
const legal = events.flatMap((event) =>
  moves[event].from.map((from) => `${event}: ${from} → ${moves[event].to}`),
);

describe("state machine", () => {
  let bench: TestBench;
  let owner: User;
  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    owner = await bench.person("creator", "unlimited");
  });
  afterAll(() => bench.close("statuses are written past the code that keeps histories"));

  it("allows exactly the moves of the table, over every status and event", () => {
    const allowed = videoStatuses.flatMap((from) =>
      events.flatMap((event) => {
        const to = next(from, event);
        return to ? [`${event}: ${from} → ${to}`] : [];
      }),
    );
    expect(allowed.sort()).toEqual([...legal].sort());
  });

  it("stands in the database word for word", async () => {
    const rows = await bench.db.select().from(videoTransitions);
    expect(rows.map((row) => `${row.type}: ${row.fromStatus} → ${row.toStatus}`).sort()).toEqual(
      [...legal].sort(),
    );
  });

  it.each(videoStatuses)(
    "the database refuses every status that cannot follow %s, and takes every one that can",
    async (from) => {
      for (const to of videoStatuses.filter((status) => status !== from)) {
        const id = await videoIn(bench, owner, from);
        const write = forceStatus(bench, id, to);
        if (events.some((event) => next(from, event) === to)) await expect(write).resolves.toBeDefined();
        else
          await expect(write).rejects.toMatchObject({
            cause: { message: `a video cannot go from ${from} to ${to}` },
          });
      }
    },
  );
});
