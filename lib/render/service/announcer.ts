import type { JobView } from "../protocol.ts";
import type { Job } from "./job.ts";
import type { RendererSettings } from "./settings.ts";
import { deliverWebhook } from "./webhook.ts";

export type Announcement = { job: Job; url: string; view: JobView };

/** Webhooks under way. What was not heard before `close` stays pending on disk and is sent by the next start. */
export class Announcer {
  readonly #settings: RendererSettings;
  readonly #closing = new AbortController();
  readonly #deliveries = new Set<Promise<void>>();

  constructor(settings: RendererSettings) {
    this.#settings = settings;
  }

  announce(announcement: Announcement, keep: () => Promise<void>): void {
    const { job } = announcement;
    const delivery = this.#deliver(announcement, keep)
      .catch((error: unknown) => {
        if (this.#closing.signal.aborted) return;
        this.#settings.log.error({ jobId: job.record.id, err: error }, "webhook could not be sent");
      })
      .finally(() => this.#deliveries.delete(delivery));
    this.#deliveries.add(delivery);
  }

  async #deliver({ job, url, view }: Announcement, keep: () => Promise<void>): Promise<void> {
    const { record } = job;
    const body = JSON.stringify({ type: `job.${record.status}`, timestamp: record.endedAt, data: view });
    const heard = await deliverWebhook(this.#settings, url, `msg_${record.id}`, body, this.#closing.signal);
    record.webhook = heard ? "delivered" : "given-up";
    await keep();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#deliveries);
  }
}
