import { Refused } from "#simulator/dialect.ts";

const windowMs = 60_000;

/** Counts calls by key over the last minute. Throws `Refused` with the seconds until there is room again. */
export function createRateLimit(perMinute: number, now: () => number) {
  const calls = new Map<string, number[]>();
  return (key: string): void => {
    const recent = (calls.get(key) ?? []).filter((at) => now() - at < windowMs);
    const oldest = recent[0];
    if (recent.length >= perMinute && oldest !== undefined)
      throw new Refused(
        "rate",
        "Too many requests",
        Math.max(1, Math.ceil((oldest + windowMs - now()) / 1000)),
      );
    calls.set(key, [...recent, now()]);
  };
}

/** Refuses the first N submits of a prompt that says `[[429:N]]` or `[[500:N]]`. */
export function createFirstRefusals() {
  const seen = new Map<string, number>();
  return (prompt: string, word: "429" | "500", argument: string | undefined): void => {
    if (argument === undefined) return;
    const key = `${word}\n${prompt}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    if (count > Number(argument || 1)) return;
    throw word === "429"
      ? new Refused("rate", "Too many requests", 1)
      : new Refused("server", "Internal error");
  };
}
