import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ChildReport } from "../child-protocol.ts";
import { type JobErrorCode, type JobInput, type JobView, jobInput, sealKey } from "../protocol.ts";
import { Announcer } from "./announcer.ts";
import { ended, type Job, type JobRecord, newJobId, viewJob } from "./job.ts";
import { bringImage, type Outcome, performJob } from "./perform.ts";
import { seal, unseal } from "./seal.ts";
import type { RendererSettings } from "./settings.ts";
import { type JobStore, openStore } from "./store.ts";

/** A job that stopped the whole service this often is not tried again. */
const runsMax = 3;

type Run = { abort: AbortController; over: Promise<void> };

/** The queue of renders: it alone changes a job's state. `load` before the first request, then `start`. */
export class Studio {
  readonly #settings: RendererSettings;
  readonly #store: JobStore;
  readonly #key: Buffer;
  readonly #announcer: Announcer;
  readonly #base: () => string;
  readonly #jobs = new Map<string, Job>();
  readonly #byExternalId = new Map<string, string>();
  readonly #queue: string[] = [];
  readonly #running = new Map<string, Run>();
  readonly #images = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  /** `base` is the address that output links start with. */
  constructor(settings: RendererSettings, base: () => string) {
    this.#settings = settings;
    this.#base = base;
    this.#store = openStore(settings.folder, settings.log);
    this.#key = sealKey(settings.secret);
    this.#announcer = new Announcer(settings);
  }

  /**
   * Reads what an earlier process left and queues what it had not finished, so that no job is accepted twice.
   * Returns the others: jobs that ended, and jobs that may not be tried again.
   */
  async load(): Promise<Job[]> {
    const records = await this.#store.load();
    const left = records
      .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
      .map((record) => ({ record, progress: 0 }));
    for (const job of left) this.#remember(job);
    const open = left.filter(({ record }) => !ended(record) && record.runs < runsMax);
    for (const { record } of open) {
      record.status = "queued";
      this.#queue.push(record.id);
    }
    return left.filter((job) => !open.includes(job));
  }

  /** Starts rendering, and settles what `load` returned. */
  async start(left: readonly Job[]): Promise<void> {
    if (this.#queue.length > 0) this.#settings.log.info({ jobs: this.#queue.length }, "renders waiting");
    this.#pump();
    for (const job of left) {
      if (ended(job.record)) this.#announce(job);
      else await this.#fail(job, "crashed", `The render stopped the service ${runsMax} times`);
    }
  }

  async submit(input: JobInput): Promise<JobView> {
    const known = this.#jobs.get(this.#byExternalId.get(input.externalId) ?? "");
    if (known) return this.#view(known);
    const id = newJobId();
    const job: Job = {
      progress: 0,
      record: {
        id,
        externalId: input.externalId,
        request: seal(this.#key, id, JSON.stringify(input)),
        status: "queued",
        createdAt: new Date().toISOString(),
        runs: 0,
        webhook: input.callbackUrl ? "pending" : "none",
      },
    };
    this.#remember(job);
    try {
      await this.#store.save(job.record);
    } catch (error) {
      this.#forget(job);
      throw error;
    }
    if (input.imageUrl)
      this.#images.set(
        id,
        this.#bringEarly(job, input.imageUrl).finally(() => this.#images.delete(id)),
      );
    if (!ended(job.record)) this.#queue.push(id);
    const accepted = this.#view(job);
    this.#pump();
    return accepted;
  }

  find(id: string): JobView | undefined {
    const job = this.#jobs.get(id);
    return job && this.#view(job);
  }

  /** For a caller whose answer to `submit` was lost. */
  findByExternalId(externalId: string): JobView | undefined {
    return this.find(this.#byExternalId.get(externalId) ?? "");
  }

  /** Ends a job at any stage; one that already ended stays as it is. Resolves when its process is gone. */
  async cancel(id: string): Promise<JobView | undefined> {
    const job = this.#jobs.get(id);
    if (!job) return undefined;
    const at = this.#queue.indexOf(id);
    if (at >= 0) this.#queue.splice(at, 1);
    const run = this.#running.get(id);
    const settled = this.#settle(job, { status: "canceled" });
    run?.abort.abort();
    await settled;
    await run?.over;
    return this.#view(job);
  }

  outputPath(id: string): string | undefined {
    return this.#jobs.get(id)?.record.output && join(this.#store.folderOf(id), "out.mp4");
  }

  counts(): { queued: number; running: number } {
    return { queued: this.#queue.length, running: this.#running.size };
  }

  /** Removes jobs that ended longer ago than the retention; how many. */
  async sweep(now: Date): Promise<number> {
    const before = new Date(now.getTime() - this.#settings.retentionHours * 3_600_000).toISOString();
    const old = [...this.#jobs.values()].filter(({ record }) => record.endedAt && record.endedAt < before);
    for (const job of old) {
      this.#forget(job);
      await this.#store.remove(job.record.id);
    }
    return old.length;
  }

  /** Stops renders (they stay queued on disk) and webhooks. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const run of this.#running.values()) run.abort.abort();
    await Promise.all([...this.#images.values(), ...[...this.#running.values()].map((run) => run.over)]);
    await this.#announcer.close();
  }

  #pump(): void {
    while (
      this.#running.size < this.#settings.concurrency &&
      this.#queue.length > 0 &&
      !this.#closing.signal.aborted
    ) {
      const job = this.#jobs.get(this.#queue.shift() ?? "");
      if (!job) continue;
      const abort = new AbortController();
      const over = this.#work(job, abort.signal).finally(() => {
        this.#running.delete(job.record.id);
        this.#pump();
      });
      this.#running.set(job.record.id, { abort, over });
    }
  }

  async #work(job: Job, signal: AbortSignal): Promise<void> {
    const { record } = job;
    try {
      record.status = "running";
      record.runs += 1;
      await this.#store.save(record);
      await this.#images.get(record.id);
      const folder = this.#store.folderOf(record.id);
      const outcome = await performJob(this.#settings, this.#requestOf(record), folder, signal, (report) =>
        this.#note(job, report),
      );
      await this.#conclude(job, outcome);
    } catch (error) {
      this.#settings.log.error({ jobId: record.id, err: error }, "render failed in the service");
      await this.#fail(job, "crashed", "The render could not be carried out").catch((fault: unknown) =>
        this.#settings.log.error({ jobId: record.id, err: fault }, "job could not be saved"),
      );
    }
  }

  /** The image's link lives for minutes and the queue may be longer, so it is copied at once; a failure shows in its run. */
  async #bringEarly({ record }: Job, url: string): Promise<void> {
    const folder = this.#store.folderOf(record.id);
    try {
      const path = await bringImage(folder, url, this.#closing.signal);
      if (ended(record)) await rm(path, { force: true });
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      this.#settings.log.warn({ jobId: record.id, reason }, "image not copied early");
    }
  }

  async #conclude(job: Job, outcome: Outcome): Promise<void> {
    if (outcome.kind === "made") {
      await this.#settle(job, { status: "succeeded", output: outcome.output, encoder: outcome.encoder });
    } else if (outcome.kind === "failed") await this.#fail(job, outcome.code, outcome.message);
    else if (!ended(job.record)) {
      job.record.status = "queued";
      job.record.runs -= 1;
      await this.#store.save(job.record);
    }
  }

  #note(job: Job, report: ChildReport): void {
    if (report.type === "progress") job.progress = Math.max(job.progress, report.part);
    if (report.type === "fallback") {
      this.#settings.log.warn({ jobId: job.record.id, reason: report.reason }, "encoder fell back");
    }
  }

  async #settle(job: Job, change: Partial<JobRecord> & Pick<JobRecord, "status">): Promise<void> {
    if (ended(job.record)) return;
    Object.assign(job.record, change, { endedAt: new Date().toISOString() });
    await this.#store.save(job.record);
    await rm(join(this.#store.folderOf(job.record.id), "image"), { force: true });
    const { id, status, error, runs } = job.record;
    this.#settings.log.info({ jobId: id, status, code: error?.code, runs }, "render ended");
    this.#announce(job);
  }

  #fail(job: Job, code: JobErrorCode, message: string): Promise<void> {
    return this.#settle(job, { status: "failed", error: { code, message } });
  }

  #announce(job: Job): void {
    if (job.record.webhook !== "pending") return;
    const { callbackUrl } = this.#requestOf(job.record);
    if (!callbackUrl) return;
    this.#announcer.announce({ job, url: callbackUrl, view: this.#view(job) }, () =>
      this.#store.save(job.record),
    );
  }

  #requestOf(record: JobRecord): JobInput {
    return jobInput.parse(JSON.parse(unseal(this.#key, record.id, record.request)));
  }

  #view(job: Job): JobView {
    const at = this.#queue.indexOf(job.record.id);
    const queuePosition = at < 0 ? undefined : at + this.#running.size;
    return viewJob(job, {
      base: this.#base(),
      secret: this.#settings.secret,
      now: new Date(),
      queuePosition,
    });
  }

  #remember(job: Job): void {
    this.#jobs.set(job.record.id, job);
    this.#byExternalId.set(job.record.externalId, job.record.id);
  }

  #forget(job: Job): void {
    this.#jobs.delete(job.record.id);
    this.#byExternalId.delete(job.record.externalId);
  }
}
