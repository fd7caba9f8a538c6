import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { User } from "#lib/context.ts";
import type { AttemptState } from "#lib/contract/video.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { attemptIn } from "./attempts.ts";
import { createBench, type TestBench } from "./context.ts";
import { brokenIn } from "./invariants.ts";
import { request } from "./videos.ts";

/** An empty installation with one creator, the takes of their videos, and a request of theirs that carries a key. */
export type Scene = {
  bench: TestBench;
  owner: User;
  takeOf(videoId: string, state?: AttemptState): Promise<string>;
  keyed(): Promise<void>;
};

/** What one test breaks, past every guard; answers what the broken row is called. */
export type Breach = { id: string; name: string; break(scene: Scene): Promise<string> };

/** Gives each test of a file, which may leave invariants broken, a scene of its own. */
export function useScene(): () => Scene {
  let bench: TestBench;
  let scene: Scene;
  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate users, storage_findings cascade`;
    const owner = await bench.person("creator", "unlimited");
    scene = {
      bench,
      owner,
      takeOf: (videoId, state = "succeeded") =>
        attemptIn(bench, { videoId, state, priceMicros: 420_000, costMicros: 400_000 }),
      async keyed() {
        await createVideo(bench.context(owner), { ...request(), idempotencyKey: "a key" });
      },
    };
  });
  afterAll(() => bench.close("each of its tests breaks an invariant"));
  return () => scene;
}

/** Each breach is found by its invariant, once, and by no other. */
export function describeBreaches(title: string, breaches: readonly Breach[]): void {
  describe(title, () => {
    const scene = useScene();
    it.each(breaches)("$id catches $name, and nothing else", async (breach) => {
      const subject = await breach.break(scene());
      expect(await brokenIn(scene().bench)).toEqual([{ id: breach.id, violations: 1, subject }]);
    });
  });
}
