import { describe, expect, test } from "vitest";
import { modelWith } from "#components/testing/model-with.ts";
import { type Draft, emptyDraft } from "./draft.ts";
import { fastestOf, judgeModels, pickModel, shelve } from "./judge.ts";
import { modelNoteOf } from "./model-note.ts";
import { optionsOf, snapped } from "./options.ts";
import { repairOf } from "./repair.ts";

const written: Draft = { ...emptyDraft, prompt: "A lighthouse in a storm" };
const stepped = modelWith({
  id: "stepped",
  name: "Stepped",
  durations: [4, 6, 8],
  audio: "never",
  seed: false,
});
const long = modelWith({ id: "long", name: "Long", durations: [12, 13, 14, 15, 16, 20] });
const away = modelWith({ id: "away", available: false, unavailableReason: "No key is set." });
const planOf = (...models: string[]) => ({
  steps: models.map((model) => ({
    model,
    name: model,
    vendor: "",
    priceMicros: 1,
    reason: "",
    differences: [],
  })),
  exclusions: [],
  routeVersion: 0,
  routeName: null,
});

describe("what the form offers", () => {
  test("lengths are those of the chosen model, and for auto those of everyone who could be picked", () => {
    const models = [stepped, long, away];
    expect(optionsOf({ ...written, model: "stepped" }, models, stepped).durations).toEqual([4, 6, 8]);
    expect(optionsOf(written, models, undefined).durations).toEqual([4, 6, 8, 12, 13, 14, 15]);
    expect(optionsOf({ ...written, audio: true }, models, undefined).durations).toEqual([12, 13, 14, 15]);
  });

  test("a format nobody makes is off, says so, and names the nearest", () => {
    const { formats, picture } = optionsOf({ ...written, model: "maker" }, [modelWith({})], undefined);
    const feed = formats.find(({ ratio }) => ratio === "4:5");
    expect(feed).toMatchObject({
      nearest: "3:4",
      off: "Maker does not make 4:5. The nearest it makes is 3:4.",
    });
    expect(formats.find(({ ratio }) => ratio === "9:16")?.off).toBeNull();
    expect(picture).toMatchObject({ width: 1280, height: 720 });
  });

  test("what the chosen model does not take is off with its name, what somebody takes stays on for auto", () => {
    const options = optionsOf({ ...written, model: "stepped" }, [stepped, long], stepped);
    expect([options.audio.off, options.seed]).toEqual([
      "Stepped does not make sound.",
      "Stepped does not take a seed.",
    ]);
    expect(optionsOf(written, [stepped, long], stepped).audio.off).toBeNull();
    expect(optionsOf(written, [stepped], stepped).audio.off).toBe("No connected model makes sound.");
  });

  test("nothing is off before the models are known", () => {
    const { formats, tiers, audio, image } = optionsOf(written, [], undefined);
    expect(formats.every(({ off }) => off === null)).toBe(true);
    expect([tiers.draft, tiers.final, audio.off, image]).toEqual([null, null, null, null]);
  });

  test("a length moves on to the next one that is made, in the direction it was moved", () => {
    expect([snapped(5, 4, [4, 6, 8]), snapped(7, 8, [4, 6, 8]), snapped(9, 8, [4, 6, 8])]).toEqual([6, 6, 8]);
  });
});

describe("who can make it", () => {
  test("auto is the plan's first, a chosen one stays or nothing is picked", () => {
    const judged = judgeModels(written, [stepped, modelWith({}), away]);
    expect(pickModel(written, judged, planOf("maker", "stepped"))?.model.id).toBe("maker");
    expect(pickModel(written, judged, undefined)).toBeUndefined();
    expect(pickModel({ ...written, model: "stepped" }, judged, planOf("maker"))).toBeUndefined();
    expect(pickModel({ ...written, model: "away" }, judged, undefined)).toBeUndefined();
  });

  test("models that make pictures only are no choice for a video", () => {
    const stills = modelWith({ id: "stills", modes: ["text-to-image"], durations: [] });
    expect(judgeModels(written, [stills])).toEqual([]);
  });

  test("shelves keep apart who can, who cannot, who is away and who is retired", () => {
    const retired = modelWith({ id: "old", available: false, retired: true });
    const shelves = shelve(judgeModels(written, [retired, away, stepped, modelWith({})]));
    expect(Object.values(shelves).map((shelf) => shelf.map(({ model }) => model.id))).toEqual([
      ["maker"],
      ["stepped"],
      ["away"],
      ["old"],
    ]);
  });

  test("the price of a take counts its seconds, and one above the ceiling is a misfit", () => {
    const [judged] = judgeModels({ ...written, durationSeconds: 8, priceMaxMicros: 500_000 }, [
      modelWith({}),
    ]);
    expect(judged?.priceMicros).toBe(800_000);
    expect(judged?.misfits.map(({ path }) => path)).toEqual(["priceMaxMicros"]);
  });

  test("the fastest is the one measured or expected to deliver soonest, and no one is without a rival", () => {
    const quick = modelWith({ id: "quick", estimate: { p50Seconds: 20, p95Seconds: 30, samples: 9 } });
    expect(fastestOf(judgeModels(written, [modelWith({}), quick]))).toBe("quick");
    expect(fastestOf(judgeModels(written, [quick]))).toBeUndefined();
  });

  test("every repair that is offered mends its misfit", () => {
    const asked: Draft = { ...written, durationSeconds: 5, audio: true, seed: 3, model: "stepped" };
    const [judged] = judgeModels(asked, [stepped]);
    const repairs = (judged?.misfits ?? []).map((misfit) => repairOf(misfit)?.part ?? {});
    const mended: Draft = Object.assign({}, asked, ...repairs);
    expect(judgeModels(mended, [stepped])[0]?.misfits).toEqual([]);
  });
});

describe("what is to be known of the chosen model", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const next = modelWith({ id: "next", name: "Next" });

  test("a retired one is told with its day, and its successor is offered", () => {
    const old = modelWith({
      id: "old",
      name: "Old",
      available: false,
      retired: true,
      sunsetAt: "2026-09-24",
      successor: "next",
    });
    const note = modelNoteOf({ ...written, model: "old" }, [old, next], now);
    expect(note?.words).toMatch(/^Old was retired by its vendor on /);
    expect(note?.fix).toEqual({ words: "Use Next", model: "next" });
    const alone = modelNoteOf({ ...written, model: "old" }, [old, { ...next, available: false }], now);
    expect(alone?.fix.model).toBe("auto");
  });

  test("one that ends within thirty days is told, one that ends later is not", () => {
    const ends = (lastIntakeAt: string) =>
      modelNoteOf({ ...written, model: "next" }, [{ ...next, lastIntakeAt }], now)?.tone;
    expect([ends("2026-12-10T00:00:00.000Z"), ends("2027-02-01T00:00:00.000Z")]).toEqual(["warn", undefined]);
  });

  test("an unknown or unconnected one leads back to auto", () => {
    expect(modelNoteOf({ ...written, model: "gone" }, [next], now)?.fix.model).toBe("auto");
    expect(modelNoteOf({ ...written, model: "away" }, [away], now)?.words).toBe("No key is set.");
    expect(modelNoteOf({ ...written, model: "gone" }, [], now)).toBeUndefined();
  });
});
