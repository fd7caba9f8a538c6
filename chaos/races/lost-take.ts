import { attemptIn } from "#lib/testing/attempts.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { createTakeBench, type TakeBench } from "#lib/testing/take-bench.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { endAttempt } from "#lib/videos/attempts.ts";
import { cancelVideo } from "#lib/videos/cancel-video.ts";
import { abandonedAttempts, releaseAttempt } from "#lib/videos/release-attempt.ts";
import { atOnce } from "./rounds.ts";

export type LostTake = { videoId: string; attemptId: string };
const priceMicros = 600_000;

/** Takes at one vendor that takes jobs back and lists none. */
export async function createLostTakes(): Promise<TakeBench> {
  const takes = await createTakeBench();
  await takes.clear();
  takes.connect(createTestProvider("runway", { cancel: async () => undefined }));
  return takes;
}

/** A paid take whose answer was lost, without asking for a place at the vendor's gate. */
export async function loseTake({ bench, owner }: TakeBench): Promise<LostTake> {
  const videoId = await videoIn(bench, owner(), "submitted");
  const take = { provider: "runway", model: "runway-gen4.5", priceMicros };
  return { videoId, attemptId: await attemptIn(bench, { videoId, state: "ambiguous", ...take }) };
}

/** Stops what is still at work and ends its take, so that all money is at rest. */
export async function layToRest(takes: TakeBench, { videoId, attemptId }: LostTake): Promise<void> {
  await atOnce(() => cancelVideo(takes.person(), { id: videoId }));
  for (const abandoned of await abandonedAttempts(takes.system(), 5, videoId))
    await releaseAttempt(takes.system(), { attemptId: abandoned });
  await endAttempt(takes.system(), attemptId, { state: "written_off" });
}
