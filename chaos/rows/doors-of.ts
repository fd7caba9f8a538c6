import { newId } from "#lib/ids.ts";
import { signWebhook } from "#lib/render/protocol.ts";
import { personHeader } from "../world/doors-header.ts";

/** Ours in a world that is started with `environment: doorEnvironment`, so that a test can sign a callback. */
export const doorEnvironment = { DAILIES_SECRET: "the secret of a world whose doors are proven, thirty-two" };

export const videoAsked = { prompt: "A kettle on a table", model: "seevido" };

/** Asks for a video and keeps the whole answer. */
export const askForVideo = (appUrl: string, personId: string, key: string): Promise<Response> =>
  fetch(new URL("/api/v1/videos", appUrl), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: appUrl,
      "idempotency-key": key,
      [personHeader]: personId,
    },
    body: JSON.stringify(videoAsked),
  });

/** A signed callback about a job that nobody knows: what is stored of it is an orphan. */
export function callBack(appUrl: string): Promise<Response> {
  const body = JSON.stringify({ type: "job.started", data: { id: "anm_unheard" } });
  const signed = signWebhook(doorEnvironment.DAILIES_SECRET, newId("receipt"), body, new Date());
  return fetch(new URL("/api/webhooks/animatic", appUrl), { method: "POST", headers: { ...signed }, body });
}
