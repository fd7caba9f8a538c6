import { log } from "./log.ts";

export type Clock = { now(): Date; sync(): Promise<void> };

/** This process' own clocks: the wall's, which an operator may set, and one that only counts, both in milliseconds. */
type Local = { wall(): number; steady(): number };

const holdsMs = 60_000;
const own: Local = { wall: () => Date.now(), steady: () => performance.now() };

/**
 * The database's time, so that all processes of an installation agree on deadlines and leases, and a machine whose clock
 * is wrong or jumps ends nothing early. Between two readings, a minute apart, it counts on by itself. Until the first
 * one it is this machine's own time.
 */
export function createClock(read: () => Promise<Date>, local: Local = own): Clock {
  let anchor: { at: number; steady: number } | undefined;
  let reading: Promise<void> | undefined;

  async function take(): Promise<void> {
    const before = local.steady();
    try {
      const at = (await read()).getTime();
      anchor = { at, steady: (before + local.steady()) / 2 };
    } catch (error) {
      log("clock").warn({ err: error }, "the database did not tell the time");
      if (anchor) anchor = { at: anchor.at + before - anchor.steady, steady: before };
    }
  }

  function sync(): Promise<void> {
    reading ??= take().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    sync,
    now() {
      const steady = local.steady();
      if (!anchor || steady - anchor.steady > holdsMs) void sync();
      return new Date(anchor ? anchor.at + steady - anchor.steady : local.wall());
    },
  };
}
