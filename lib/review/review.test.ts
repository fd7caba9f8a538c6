import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempts, auditEntries, publications, reviews } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { reviewQueueInput } from "#lib/contract/queue.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { fileOf, videoIn, videoRow } from "#lib/testing/videos.ts";
import { getVideo } from "#lib/videos/get-video.ts";
import { decideReview } from "./decide-review.ts";
import { getPublishedVideo } from "./get-published-video.ts";
import { listReviewQueue } from "./list-review-queue.ts";
import { publishVideo } from "./publish-video.ts";
import { withdrawVideo } from "./withdraw-video.ts";

const approve = { decision: "approve" as const, reasons: [] };
const reject = { decision: "reject" as const, reasons: ["quality"] };
const queueInput = reviewQueueInput.parse({});

describe("review and publication", () => {
  let bench: TestBench;
  let owner: User;
  let reviewer: User;
  let other: User;
  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    owner = await bench.person("creator", "unlimited");
    reviewer = await bench.person("reviewer");
    other = await bench.person("reviewer");
  });
  afterAll(() => bench.close());

  async function addFile(videoId: string, content: string): Promise<string> {
    const number = (await bench.db.select().from(attempts).where(eq(attempts.videoId, videoId))).length + 1;
    const state = number === 1 ? "succeeded" : "rejected";
    const attemptId = await attemptIn(bench, { videoId, number, state });
    const sha256 = createHash("sha256").update(content).digest("hex");
    await fileOf(bench, videoId, {
      attemptId,
      sha256,
      width: 1280,
      height: 720,
      durationSeconds: 5,
      frameRate: 24,
      codec: "avc",
      hasAudio: false,
    });
    return sha256;
  }
  async function waiting(person = owner): Promise<{ id: string; sha256: string }> {
    const id = await videoIn(bench, person, "completed");
    return { id, sha256: await addFile(id, id) };
  }

  it("binds the decision to the hash of the file that was watched", async () => {
    const { id, sha256 } = await waiting();
    const view = await decideReview(bench.context(reviewer), { id, ...approve, artifactSha256: sha256 });
    expect(view).toMatchObject({
      status: "approved",
      review: { decision: "approve", artifactSha256: sha256, reviewer: { id: reviewer.id } },
    });
  });

  it("refuses a decision on a file that is no longer the current one", async () => {
    const { id, sha256 } = await waiting();
    await addFile(id, "a newer take");
    await expect(
      decideReview(bench.context(reviewer), { id, ...approve, artifactSha256: sha256 }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect((await videoRow(bench, id)).status).toBe("completed");
  });

  it.each(["reviewer", "admin"] as const)(
    "lets nobody review their own clip, also not as %s",
    async (role) => {
      const self = await bench.person(role, "unlimited");
      const { id } = await waiting(self);
      await expect(decideReview(bench.context(self), { id, ...approve })).rejects.toMatchObject({
        code: "forbidden",
      });
    },
  );

  it("of two reviewers at once takes one decision and tells the other who and when", async () => {
    for (let round = 0; round < 20; round++) {
      const { id } = await waiting();
      const both = await Promise.allSettled([
        decideReview(bench.context(reviewer), { id, ...approve }),
        decideReview(bench.context(other), { id, ...reject }),
      ]);
      const [loser] = both.filter((decision) => decision.status === "rejected");
      const [review] = await bench.db.select().from(reviews).where(eq(reviews.videoId, id));
      const winner = review?.reviewerId === reviewer.id ? reviewer : other;
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(loser?.reason).toMatchObject({
        code: "already_decided",
        extra: { decidedBy: { name: winner.name, at: review?.createdAt.toISOString() } },
      });
    }
  });

  it.each([
    ["no reason", { decision: "reject" as const, reasons: [] }, "reasons"],
    ["an unknown reason", { decision: "reject" as const, reasons: ["because"] }, "reasons"],
    ["“other” without a note", { decision: "reject" as const, reasons: ["other"] }, "note"],
    ["reasons with an approval", { decision: "approve" as const, reasons: ["quality"] }, "reasons"],
  ])("refuses %s and names the field", async (_, input, path) => {
    const { id } = await waiting();
    await expect(decideReview(bench.context(reviewer), { id, ...input })).rejects.toMatchObject({
      code: "invalid_input",
      extra: { errors: [{ path }] },
    });
  });

  it("is not open to creators, and a foreign clip does not exist for them", async () => {
    const { id } = await waiting();
    const stranger = await bench.person();
    await expect(decideReview(bench.context(stranger), { id, ...approve })).rejects.toMatchObject({
      code: "forbidden",
    });
    const [foreign, unknown] = await Promise.allSettled([
      getVideo(bench.context(stranger), { id }),
      getVideo(bench.context(stranger), { id: "vid_unknown" }),
    ]);
    expect(foreign).toEqual(unknown);
  });

  it("shows the queue oldest first, without the reviewer's own, page by page", async () => {
    const fresh = await createBench();
    try {
      const [creator, self] = [
        await fresh.person("creator", "unlimited"),
        await fresh.person("reviewer", "unlimited"),
      ];
      const ids: string[] = [];
      for (let made = 0; made < 5; made++) ids.push(await videoIn(fresh, creator, "completed"));
      await videoIn(fresh, self, "completed");
      const first = await listReviewQueue(fresh.context(self), { ...queueInput, limit: 3 });
      const second = await listReviewQueue(fresh.context(self), {
        ...queueInput,
        limit: 3,
        cursor: first.nextCursor ?? "",
      });
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
      expect(first).toMatchObject({ waiting: 5, ownWaiting: 1 });
      expect(second.nextCursor).toBeNull();
    } finally {
      await fresh.close();
    }
  });

  it("publishes only what was approved, on exactly that file, and withdraws at once", async () => {
    const { id, sha256 } = await waiting();
    const anyone = bench.context({ kind: "anonymous" });
    await expect(publishVideo(bench.context(owner), { id, title: "Too early" })).rejects.toMatchObject({
      code: "conflict",
    });
    await decideReview(bench.context(reviewer), { id, ...approve });
    const { publication } = await publishVideo(bench.context(owner), { id, title: "Harbour, früh am Tag" });
    const slug = publication?.slug ?? "";
    expect(slug).toMatch(/^harbour-fruh-am-tag-[a-z0-9]+$/);
    expect(await getPublishedVideo(anyone, { slug })).toMatchObject({
      title: "Harbour, früh am Tag",
      sha256,
      reviewedBy: reviewer.name,
    });
    await withdrawVideo(bench.context(owner), { id });
    await expect(getPublishedVideo(anyone, { slug })).rejects.toMatchObject({ code: "not_found" });
    const again = await publishVideo(bench.context(owner), { id, title: "Harbour, früh am Tag" });
    expect(again.publication?.slug).not.toBe(slug);
  });

  it("does not publish a file that nobody approved, whatever the status says", async () => {
    const { id } = await waiting();
    await decideReview(bench.context(reviewer), { id, ...approve });
    await addFile(id, "slipped in after the approval");
    await expect(publishVideo(bench.context(owner), { id, title: "No" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await bench.db.select().from(publications).where(eq(publications.videoId, id))).toEqual([]);
  });

  it("writes decision, publication and withdrawal into the audit", async () => {
    const { id } = await waiting();
    await decideReview(bench.context(reviewer), { id, ...approve });
    await publishVideo(bench.context(owner), { id, title: "Kept" });
    await withdrawVideo(bench.context(owner), { id });
    const rows = await bench.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, id))
      .orderBy(asc(auditEntries.id));
    expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["review/approve", reviewer.id],
      ["publication/publish", owner.id],
      ["publication/withdraw", owner.id],
    ]);
  });
});
