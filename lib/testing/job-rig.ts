import { asc, eq } from "drizzle-orm";
import { attemptFindings, attempts, decisions, ledgerEntries, webhookReceipts } from "#db/schema/index.ts";
import type { Actor, Context, User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Observation, Provider, SubmitOutcome } from "#lib/providers/types.ts";
import { cancelVideo } from "#lib/videos/cancel-video.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { submitVideo } from "#lib/videos/submit-video.ts";
import { createBench, type TestBench, worker } from "./context.ts";
import { createTestProvider } from "./provider.ts";
import { request, videoRow } from "./videos.ts";

const running: Observation = { kind: "pending", progress: undefined, queuePosition: undefined };
const sweeper: Actor = { kind: "system", source: "sweep" };

/** One vendor that says what a test makes it say, and a clock that only the test moves. */
export class JobRig {
  readonly bench: TestBench;
  readonly owner: User;
  clock = new Date();
  looks = 0;
  resumed: string[] = [];
  observe: () => Promise<Observation> = async () => running;
  submit: (() => Promise<SubmitOutcome>) | undefined;
  cancel: Provider["cancel"];
  findByToken: Provider["findByToken"];
  readWebhook: Provider["readWebhook"];
  videoId = "";
  attemptId = "";

  constructor(bench: TestBench, owner: User) {
    this.bench = bench;
    this.owner = owner;
  }

  static async open(): Promise<JobRig> {
    const bench = await createBench();
    return new JobRig(bench, await bench.person("creator", "unlimited"));
  }

  /** Everything as in the beginning, but for the people. */
  async clear(): Promise<void> {
    await this.bench.connection.sql`truncate videos, vendor_gates cascade`;
    await this.bench.connection.sql`update quota_usage set used = 0`;
    const { bench, owner } = this;
    Object.assign(this, new JobRig(bench, owner), {
      submit: undefined,
      cancel: undefined,
      findByToken: undefined,
      readWebhook: undefined,
    });
  }

  context(actor: Actor = sweeper): Context {
    const { cancel, findByToken, readWebhook, submit } = this;
    const change: Partial<Provider> = {
      observe: () => {
        this.looks++;
        return this.observe();
      },
      ...(submit && { submit }),
      ...(cancel && { cancel }),
      ...(findByToken && { findByToken }),
      ...(readWebhook && { readWebhook }),
    };
    const vendors = ["kling", "animatic"].map((name) => createTestProvider(name, change));
    const { announcer } = this.bench.context(worker).parts;
    return this.bench.context(
      actor,
      {
        providers: createRegistry(vendors),
        announcer: { ...announcer, videoResumed: ({ cause }) => this.resumed.push(cause) },
      },
      () => this.clock,
    );
  }

  pass(seconds: number): void {
    this.clock = new Date(this.clock.getTime() + seconds * 1000);
  }

  /** A video whose job its vendor has taken, or not answered about. */
  async begin(model = "kling-3.0"): Promise<void> {
    const created = await createVideo(this.context(this.owner), request({ model, fallbackAllowed: false }));
    this.videoId = created.id;
    const submitted = await submitVideo(this.context(worker), { videoId: this.videoId, round: 1 });
    if (submitted.kind !== "accepted" && submitted.kind !== "unanswered") throw new Error(submitted.kind);
    this.attemptId = submitted.attemptId;
  }

  cancelByOwner(): ReturnType<typeof cancelVideo> {
    return cancelVideo(this.context(this.owner), { id: this.videoId });
  }

  video(): ReturnType<typeof videoRow> {
    return videoRow(this.bench, this.videoId);
  }

  async attempt(): Promise<typeof attempts.$inferSelect> {
    const [row] = await this.bench.db.select().from(attempts).where(eq(attempts.id, this.attemptId));
    if (!row) throw new Error("there is no attempt");
    return row;
  }

  async findings(): Promise<string[]> {
    const rows = await this.bench.db.select().from(attemptFindings).orderBy(asc(attemptFindings.id));
    return rows.map(({ kind }) => kind);
  }

  async decisions(): Promise<(typeof decisions.$inferSelect)[]> {
    return this.bench.db.select().from(decisions);
  }

  /** Moves of money in order, as `move amount`. */
  async money(): Promise<string[]> {
    const rows = await this.bench.db.select().from(ledgerEntries).orderBy(asc(ledgerEntries.id));
    return rows.map(({ move, amountMicros }) => `${move} ${amountMicros}`);
  }

  receive(verifiedBy: "hmac" | "unsigned", payload: Record<string, unknown> = {}) {
    return this.bench.db.insert(webhookReceipts).values({
      id: newId("receipt"),
      provider: "kling",
      eventId: newId("receipt"),
      attemptId: this.attemptId,
      payload,
      payloadHash: "",
      verifiedBy,
      receivedAt: this.clock,
    });
  }
}
