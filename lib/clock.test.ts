import { expect, it } from "vitest";
import { createClock } from "./clock.ts";

const noon = Date.parse("2026-03-01T12:00:00Z");
const hour = 3_600_000;

function machine() {
  const state = { wall: noon, steady: 0, database: noon, answers: true, readings: 0 };
  const clock = createClock(
    async () => {
      state.readings++;
      if (!state.answers) throw new Error("no answer");
      return new Date(state.database);
    },
    { wall: () => state.wall, steady: () => state.steady },
  );
  const pass = (ms: number) => {
    state.wall += ms;
    state.steady += ms;
    state.database += ms;
  };
  return { state, clock, pass };
}

it.each([hour, -hour])(
  "a machine whose clock jumps by %d ms goes on with the database's time",
  async (jump) => {
    const { state, clock, pass } = machine();
    await clock.sync();
    state.wall += jump;
    pass(30_000);
    expect(clock.now().getTime()).toBe(noon + 30_000);
    pass(40_000);
    expect(clock.now().getTime()).toBe(noon + 70_000);
    await clock.sync();
    expect(clock.now().getTime()).toBe(noon + 70_000);
  },
);

it("reads the time once a minute, not more often", async () => {
  const { state, clock, pass } = machine();
  await clock.sync();
  for (let second = 0; second < 180; second++) {
    pass(1000);
    clock.now();
    clock.now();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(state.readings).toBeLessThanOrEqual(4);
});

it("counts on while the database does not answer, and is this machine's before it has ever answered", async () => {
  const { state, clock, pass } = machine();
  state.answers = false;
  state.wall += 5;
  expect(clock.now().getTime()).toBe(noon + 5);
  await clock.sync();
  state.answers = true;
  await clock.sync();
  state.answers = false;
  pass(10 * 60_000);
  await clock.sync();
  expect(clock.now().getTime()).toBe(noon + 10 * 60_000);
});
