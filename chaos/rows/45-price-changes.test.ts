import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cardOf } from "#lib/models/cards.ts";
import type { Observation } from "#lib/providers/types.ts";
import { JobRig } from "#lib/testing/job-rig.ts";
import { attemptsOf, failureOf } from "#lib/testing/takes.ts";
import { request } from "#lib/testing/videos.ts";
import { accountLate } from "#lib/videos/account-late.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { settleFailure } from "#lib/videos/fail-video.ts";
import { submitVideo } from "#lib/videos/submit-video.ts";
import { chaosSeed, isWhole } from "../seed.ts";

const model = "kling-3.0";
const card = cardOf(model);
const listed = structuredClone(card?.prices ?? []);
let rig: JobRig;
beforeAll(async () => {
  rig = await JobRig.open();
});
afterAll(() => rig.bench.close());

const priced = (factor: number): void => {
  const prices = listed.map((price) => ({ ...price, micros: Math.round(price.micros * factor) }));
  Object.assign(card ?? {}, { prices });
};

test("a take is reserved and settled at the price that was quoted, whatever the list says meanwhile", () =>
  fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.1, max: 9, noNaN: true }),
      fc.option(fc.integer({ min: 1, max: 900_000 })),
      async (factor, told) => {
        priced(1);
        await rig.clear();
        await rig.begin(model);
        const { priceMicros: quoted } = await rig.attempt();
        priced(factor);
        const { videoId, attemptId } = rig;
        const failure = failureOf({ code: "provider_timeout" });
        await settleFailure(rig.context(), { videoId, attemptId, failure, chance: 0 });
        const seen: Observation = { kind: "succeeded", outputs: [], costMicros: told };
        await accountLate(rig.context(), { attemptId, seen });
        const charged = `charge ${told ?? quoted}`;
        expect(await rig.money()).toEqual([`reserve ${quoted}`, `release ${quoted}`, charged]);
        expect((await rig.attempt()).priceMicros).toBe(quoted);
        expect(await rig.findings()).toEqual(
          (told ?? 0) > quoted ? ["late_report", "dearer"] : ["late_report"],
        );
      },
    ),
    { numRuns: isWhole() ? 60 : 8, seed: chaosSeed() },
  ));

test("a video that may cost no more than was quoted is not made at a price that rose before its take", async () => {
  priced(1);
  await rig.clear();
  await rig.begin(model);
  const { priceMicros } = await rig.attempt();
  const asked = request({ model, fallbackAllowed: false, priceMaxMicros: priceMicros });
  const { id } = await createVideo(rig.context(rig.owner), asked);
  priced(1.5);
  const system = rig.context({ kind: "system", source: "worker" });
  expect((await submitVideo(system, { videoId: id, round: 1 })).kind).toBe("over");
  expect(await attemptsOf(rig.bench, id)).toEqual([]);
});
