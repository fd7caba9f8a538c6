import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attempts, attemptTransitions } from "#db/schema/index.ts";
import { type AttemptState, attemptStates } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { videoIn } from "#lib/testing/videos.ts";

/** The moves of an attempt as the agreement has them. */
const moves: Record<AttemptState, readonly AttemptState[]> = {
  intent: ["accepted", "rejected", "ambiguous", "canceled"],
  accepted: ["succeeded", "failed_retryable", "failed_permanent", "timed_out", "canceled", "written_off"],
  ambiguous: ["adopted", "rejected", "written_off"],
  adopted: ["succeeded", "failed_retryable", "failed_permanent", "timed_out", "canceled", "written_off"],
  rejected: [],
  succeeded: [],
  failed_retryable: [],
  failed_permanent: [],
  timed_out: [],
  canceled: [],
  written_off: [],
};

describe("the database's guard of attempts", () => {
  let bench: TestBench;
  let videoId: string;
  beforeAll(async () => {
    bench = await createBench();
    videoId = await videoIn(bench, await bench.person("creator", "unlimited"), "processing");
  });
  afterAll(() => bench.close("states are written past the code that keeps money and causes"));

  let number = 0;
  const attempt = (state: AttemptState) => attemptIn(bench, { videoId, number: ++number, state });
  const clear = () => bench.connection.sql`truncate attempts cascade`;

  it("holds the moves of an attempt word for word", async () => {
    const rows = await bench.db.select().from(attemptTransitions);
    const told = rows.map(({ fromState, toState }) => `${fromState} → ${toState}`);
    const meant = attemptStates.flatMap((from) => moves[from].map((to) => `${from} → ${to}`));
    expect(told.sort()).toEqual(meant.sort());
  });

  it.each(attemptStates)(
    "refuses every state that cannot follow %s, and takes every one that can",
    async (from) => {
      for (const to of attemptStates.filter((state) => state !== from)) {
        await clear();
        const id = await attempt(from);
        const write = bench.db.update(attempts).set({ state: to }).where(eq(attempts.id, id));
        if (moves[from].includes(to)) await expect(write).resolves.toBeDefined();
        else
          await expect(write).rejects.toMatchObject({
            cause: { code: "23514", message: `an attempt cannot go from ${from} to ${to}` },
          });
      }
    },
  );

  it.each(attemptStates.filter((state) => state !== "intent"))(
    "takes no new attempt that is %s",
    async (state) => {
      await clear();
      const id = newId("attempt");
      const added = bench.db.insert(attempts).values({
        id,
        videoId,
        number: 1,
        round: 1,
        provider: "kling",
        model: "kling-3.0",
        state,
        tokenHash: id,
        deadlineAt: new Date(),
      });
      await expect(added).rejects.toMatchObject({
        cause: { message: `an attempt begins as intent, not as ${state}` },
      });
    },
  );

  it.each([
    ["video_id", "'another'"],
    ["number", "99"],
    ["round", "99"],
    ["provider", "'another'"],
    ["model", "'another'"],
    ["token_hash", "'another'"],
    ["price_micros", "99"],
  ])("keeps %s as it was begun", async (column, value) => {
    await clear();
    const id = await attempt("accepted");
    const change = bench.db.execute(
      sql`update attempts set ${sql.identifier(column)} = ${sql.raw(value)} where id = ${id}`,
    );
    await expect(change).rejects.toMatchObject({
      cause: { message: "an attempt stays what it was begun as" },
    });
  });

  it("lets a fence only rise, a job only be named once, and no attempt go", async () => {
    await clear();
    const id = await attempt("accepted");
    const mine = eq(attempts.id, id);
    const fenced = bench.db.update(attempts).set({ fence: 0 }).where(mine);
    await expect(fenced).rejects.toMatchObject({ cause: { message: "a fence only rises" } });
    const renamed = bench.db.update(attempts).set({ jobId: "another" }).where(mine);
    await expect(renamed).rejects.toMatchObject({ cause: { message: "an attempt keeps the job it has" } });
    const gone = bench.db.delete(attempts).where(mine);
    await expect(gone).rejects.toMatchObject({ cause: { message: "attempts is append-only" } });
  });
});
