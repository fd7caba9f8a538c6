import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attempts, ledgerEntries } from "#db/schema/index.ts";
import { transact, type User } from "#lib/context.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { endAttempt } from "#lib/videos/attempts.ts";
import { chargeLate } from "./ledger.ts";

describe("the ledger", () => {
  let bench: TestBench;
  let owner: User;
  beforeAll(async () => {
    bench = await createBench();
    owner = await bench.person("creator", "unlimited");
  });
  afterAll(() => bench.close());

  const open = async (priceMicros: number) =>
    attemptIn(bench, {
      videoId: await videoIn(bench, owner, "processing"),
      state: "accepted",
      provider: "kling",
      priceMicros,
    });
  const end = (id: string, costMicros: number) =>
    endAttempt(bench.context(worker), id, { state: "succeeded", costMicros });
  const movesOf = async (attemptId: string) =>
    (
      await bench.db
        .select()
        .from(ledgerEntries)
        .where(eq(ledgerEntries.attemptId, attemptId))
        .orderBy(asc(ledgerEntries.id))
    ).map(({ move, amountMicros }) => `${move} ${amountMicros}`);

  it.each([
    [420, 0, ["reserve 420", "release 420"]],
    [420, 400, ["reserve 420", "settle 400", "release 20"]],
    [420, 420, ["reserve 420", "settle 420"]],
    [420, 500, ["reserve 420", "settle 420", "charge 80"]],
    [0, 0, []],
    [0, 70, ["charge 70"]],
  ])("of a take held at %i that came to %i", async (price, cost, moves) => {
    const id = await open(price);
    await end(id, cost);
    expect(await movesOf(id)).toEqual(moves);
  });

  it("holds the money of a take for as long as it is open", async () => {
    const id = await open(420);
    expect(await movesOf(id)).toEqual(["reserve 420"]);
  });

  it("books the end of a take once, however many end it at once", async () => {
    const id = await open(420);
    const ends = await Promise.all(Array.from({ length: 10 }, (_, cost) => end(id, cost + 1)));
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await movesOf(id)).toHaveLength(3);
  });

  it("books once what a vendor took after the end", async () => {
    const id = await open(420);
    await end(id, 0);
    for (let told = 0; told < 2; told++)
      await transact(bench.context(worker), async (inner) => {
        await inner.db.update(attempts).set({ costMicros: 300 }).where(eq(attempts.id, id));
        await chargeLate(inner, id, 300);
      });
    expect(await movesOf(id)).toEqual(["reserve 420", "release 420", "charge 300"]);
  });

  it("is not rewritten, and takes no amount below one and no move between other accounts", async () => {
    const id = await open(420);
    const mine = eq(ledgerEntries.attemptId, id);
    const refused = { cause: { message: "ledger_entries is append-only" } };
    await expect(bench.db.delete(ledgerEntries).where(mine)).rejects.toMatchObject(refused);
    await expect(bench.db.update(ledgerEntries).set({ amountMicros: 1 }).where(mine)).rejects.toMatchObject(
      refused,
    );
    const entry = {
      attemptId: id,
      ownerId: owner.id,
      provider: "kling",
      move: "charge",
      debit: "available",
      credit: "spent",
    } as const;
    const empty = bench.db.insert(ledgerEntries).values({ ...entry, amountMicros: 0 });
    await expect(empty).rejects.toMatchObject({ cause: { code: "23514" } });
    const astray = bench.db.insert(ledgerEntries).values({ ...entry, debit: "spent", amountMicros: 5 });
    await expect(astray).rejects.toMatchObject({ cause: { code: "23514" } });
  });
});
