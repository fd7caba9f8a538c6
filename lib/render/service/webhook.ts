import { setTimeout as wait } from "node:timers/promises";
import { signWebhook } from "../protocol.ts";
import type { RendererSettings } from "./settings.ts";

const timeoutMs = 10_000;

async function deliverOnce(
  settings: RendererSettings,
  url: string,
  id: string,
  body: string,
  signal: AbortSignal,
) {
  const response = await fetch(url, {
    method: "POST",
    body,
    redirect: "error",
    headers: { "content-type": "application/json", ...signWebhook(settings.secret, id, body, new Date()) },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  await response.body?.cancel();
  return response.status;
}

/**
 * Tells the callback address that a job ended, again after each wait until it answers 2xx.
 * True when it was heard. The id stays the same over all tries, so a receiver can tell repeats.
 */
export async function deliverWebhook(
  settings: RendererSettings,
  url: string,
  id: string,
  body: string,
  signal: AbortSignal,
): Promise<boolean> {
  const waits = [0, ...settings.webhookBackoffSeconds];
  for (const [tried, seconds] of waits.entries()) {
    await wait(seconds * 1000, undefined, { signal, ref: false });
    try {
      const status = await deliverOnce(settings, url, id, body, signal);
      if (status >= 200 && status < 300) return true;
      settings.log.warn({ webhookId: id, tried: tried + 1, status }, "webhook refused");
    } catch (error) {
      if (signal.aborted) throw error;
      const reason = error instanceof Error ? error.name : "unknown";
      settings.log.warn({ webhookId: id, tried: tried + 1, reason }, "webhook not delivered");
    }
  }
  return false;
}
