import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reviews } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { decideReview } from "#lib/review/decide-review.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { fileOf, videoIn } from "#lib/testing/videos.ts";
import { noteFigures } from "../figures.ts";
import { amissIn } from "./at-rest.ts";
import { atOnce, rounds, runRounds } from "./rounds.ts";

let bench: TestBench;
let owner: User;
let pair: [User, User];

beforeAll(async () => {
  bench = await createBench();
  owner = await bench.person("creator", "unlimited");
  pair = [await bench.person("reviewer"), await bench.person("reviewer")];
});
afterAll(() => bench.close());

async function waiting(): Promise<string> {
  const id = await videoIn(bench, owner, "completed");
  const { storageKey } = await fileOf(bench, id, { sha256: createHash("sha256").update("x").digest("hex") });
  await bench.context(worker).parts.storage.put(storageKey, Readable.from(["x"]), { bytesMax: 1 });
  return id;
}

test(`of two reviewers at once, ${rounds} times, one decides, and the other is told who did and when`, async () => {
  const ends = await runRounds(
    rounds,
    async (round) => {
      const id = await waiting();
      const [one, two] = round % 2 === 0 ? pair : pair.toReversed();
      const { won, lost } = await atOnce(
        () => decideReview(bench.context(one ?? owner), { id, decision: "approve", reasons: [], note: "" }),
        () =>
          decideReview(bench.context(two ?? owner), {
            id,
            decision: "reject",
            reasons: ["quality"],
            note: "",
          }),
      );
      const written = await bench.db.select().from(reviews).where(eq(reviews.videoId, id));
      expect({ won: won.length, lost: lost.length, written: written.length }).toEqual({
        won: 1,
        lost: 1,
        written: 1,
      });
      const [review] = written;
      const winner = pair.find((reviewer) => reviewer.id === review?.reviewerId);
      expect(lost[0]).toMatchObject({
        code: "already_decided",
        extra: { decidedBy: { name: winner?.name, at: review?.createdAt.toISOString() } },
      });
      return review?.decision;
    },
    4,
  );
  const [audited] = await bench.db.execute(
    sql`select count(*) as entries, count(distinct subject_id) as clips from audit_entries where action like 'review/%'`,
  );
  expect(audited).toEqual({ entries: String(rounds), clips: String(rounds) });
  expect(await amissIn(bench)).toEqual([]);
  const approved = ends.filter((decision) => decision === "approve").length;
  noteFigures("race of two reviewers", [
    `${rounds} rounds: ${approved} approved, ${rounds - approved} rejected, each once`,
  ]);
});
