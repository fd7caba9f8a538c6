import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestProvider } from "#lib/testing/provider.ts";
import { createTakeBench, type TakeBench } from "#lib/testing/take-bench.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { cancelVideo } from "#lib/videos/cancel-video.ts";
import { openDecision } from "#lib/videos/open-decision.ts";
import { decideAttempt } from "./decide-attempt.ts";
import { listDecisions } from "./list-decisions.ts";

describe("the decisions that admins see", () => {
  let takes: TakeBench;
  beforeAll(async () => {
    takes = await createTakeBench();
  });
  beforeEach(async () => {
    await takes.clear();
    const failure = failureOf({ kind: "ambiguous", code: "submit_ambiguous" });
    takes.connect(createTestProvider("runway", { submit: async () => ({ kind: "refused", failure }) }));
  });
  afterAll(() => takes.bench.close());

  const ask = async () => {
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    await takes.submit(videoId);
    const { id: attemptId } = await takes.only(videoId);
    const id = await openDecision(takes.system(), { attemptId, reason: "unknown_submission" });
    takes.pass(1);
    return { id: id ?? "", videoId, attemptId };
  };
  const list = async (state: "open" | "decided" = "open") =>
    (await listDecisions(takes.admin(), { state })).items;

  it("come newest first, with what is held for them and what is known about them", async () => {
    const [first, second] = [await ask(), await ask()];
    await takes.callBack(second.attemptId, "runway", "job-1", "unsigned");
    const items = await list();
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id]);
    const { priceMicros } = await takes.only(second.videoId);
    expect(items[0]).toMatchObject({
      reason: "unknown_submission",
      videoStatus: "submitted",
      ownerName: takes.owner().name,
      reservedMicros: priceMicros,
      attempt: { id: second.attemptId, modelName: "Runway Gen-4.5", jobId: null },
      outcomes: ["adopt", "write_off", "resubmit"],
      decided: null,
    });
    expect(items[0]?.evidence.map(({ kind, source }) => `${kind} ${source}`)).toEqual(
      expect.arrayContaining(["answer_lost worker", "found webhook"]),
    );
    expect(items[1]?.evidence).toHaveLength(1);
  });

  it("offer no second sending for a video that is over", async () => {
    const { videoId } = await ask();
    await cancelVideo(takes.person(), { id: videoId });
    expect(await list()).toMatchObject([{ videoStatus: "canceled", outcomes: ["adopt", "write_off"] }]);
  });

  it("leave the open ones once they are decided, with who, when and why, and hold nothing any more", async () => {
    const { id } = await ask();
    const input = { outcome: "write_off" as const, note: "Not in the console.", chargedMicros: 0 };
    await decideAttempt(takes.admin(), { id, ...input });
    expect(await list()).toEqual([]);
    expect(await list("decided")).toMatchObject([
      {
        id,
        reservedMicros: 0,
        outcomes: [],
        decided: { outcome: "write_off", note: input.note, at: takes.now().toISOString() },
      },
    ]);
  });

  it("are for admins", async () => {
    await expect(listDecisions(takes.person(), { state: "open" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
