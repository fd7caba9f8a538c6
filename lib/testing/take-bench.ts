import { asc, eq } from "drizzle-orm";
import { attemptFindings, decisions, ledgerEntries, webhookReceipts } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { resolveAttempt } from "#lib/videos/resolve-attempt.ts";
import { submitVideo } from "#lib/videos/submit-video.ts";
import { createBench, type TestBench, worker } from "./context.ts";
import type { TestProvider } from "./provider.ts";
import { attemptsOf } from "./takes.ts";
import { request } from "./videos.ts";

export type Resumed = { id: string; round: number; cause: string };

/** Takes of scripted vendors on a clock that the test moves, with what is written down about them. */
export async function createTakeBench() {
  const bench: TestBench = await createBench();
  let clock = new Date();
  let vendors: TestProvider[] = [];
  let owner: User;
  let admin: User;
  const resumed: Resumed[] = [];
  const context = (actor: Context["actor"]): Context => {
    const plain = bench.context(actor);
    const announcer = { ...plain.parts.announcer, videoResumed: (video: Resumed) => resumed.push(video) };
    return bench.context(actor, { providers: createRegistry(vendors), announcer }, () => clock);
  };
  const only = async (videoId: string) => {
    const [attempt, ...others] = await attemptsOf(bench, videoId);
    if (!attempt || others.length > 0) throw new Error(`${videoId} has not exactly one take`);
    return attempt;
  };
  return {
    bench,
    resumed,
    only,
    system: () => context(worker),
    person: () => context(owner),
    admin: (actor = admin) => context(actor),
    owner: () => owner,
    now: () => clock,
    pass(seconds: number) {
      clock = new Date(clock.getTime() + seconds * 1000);
    },
    connect(...connected: TestProvider[]) {
      vendors = connected;
    },
    async clear() {
      await bench.connection.sql`truncate users, vendor_gates cascade`;
      [owner, admin] = [await bench.person("creator", "unlimited"), await bench.person("admin")];
      clock = new Date();
      resumed.length = 0;
    },
    async begin(change: Partial<CreateVideoInput>): Promise<string> {
      return (await createVideo(context(owner), request({ fallbackAllowed: false, ...change }))).id;
    },
    submit: (videoId: string, round = 1) => submitVideo(context(worker), { videoId, round }),
    resolve: async (videoId: string) =>
      resolveAttempt(context(worker), { attemptId: (await only(videoId)).id }),
    /** A callback of the attempt as the door keeps it. */
    async callBack(attemptId: string, provider: string, jobId: string | null, verifiedBy = "hmac") {
      const id = newId("receipt");
      await bench.db.insert(webhookReceipts).values({
        id,
        provider,
        eventId: id,
        jobId,
        attemptId,
        payload: {},
        payloadHash: "0",
        verifiedBy,
      });
      return id;
    },
    findings: async (attemptId: string) =>
      (
        await bench.db
          .select()
          .from(attemptFindings)
          .where(eq(attemptFindings.attemptId, attemptId))
          .orderBy(asc(attemptFindings.id))
      ).map(({ kind }) => kind),
    decisionsOf: (attemptId: string) =>
      bench.db.select().from(decisions).where(eq(decisions.attemptId, attemptId)),
    /** The moves of an attempt's money, such as `reserve 420000`. */
    moneyOf: async (attemptId: string) =>
      (
        await bench.db
          .select()
          .from(ledgerEntries)
          .where(eq(ledgerEntries.attemptId, attemptId))
          .orderBy(asc(ledgerEntries.id))
      ).map(({ move, amountMicros }) => `${move} ${amountMicros}`),
  };
}
export type TakeBench = Awaited<ReturnType<typeof createTakeBench>>;
