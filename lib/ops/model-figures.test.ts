import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { readModelFigures } from "./model-figures.ts";

describe("the models of the overview", () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createBench();
  });
  afterAll(() => bench.close());

  it("count what was delivered and what failed in the last day, the failures by hour", async () => {
    const maker = await bench.person("creator", "studio");
    await videoIn(bench, maker, "completed");
    await videoIn(bench, maker, "failed");
    await videoIn(bench, maker, "processing");
    const later = (hours: number) => () => new Date(Date.now() + hours * 60 * 60 * 1000);
    const figures = async (hours: number) =>
      (await readModelFigures(bench.context(maker, {}, later(hours)))).find(
        ({ model }) => model === "animatic",
      );

    const now = await figures(0.1);
    expect(now).toMatchObject({ delivered: 1, failed: 1 });
    expect(now?.hourly).toHaveLength(24);
    expect(now?.hourly.at(-1)).toBe(1);
    expect((await figures(3.5))?.hourly.at(-4)).toBe(1);
    expect(await figures(25)).toMatchObject({ delivered: 0, failed: 0 });
  });
});
