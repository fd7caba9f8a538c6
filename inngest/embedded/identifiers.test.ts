import { decodeTime } from "ulid";
import { describe, expect, it } from "vitest";
import { eventIds, newId } from "./identifiers.ts";

const seed = "1795215238203,BoFdg8dIYP3luw==";

describe("eventIds", () => {
  it("are the same for the same seed, distinct within it, and carry its time", () => {
    const ids = eventIds(seed, 3);
    expect(ids).toEqual(eventIds(seed, 3));
    expect(new Set(ids).size).toBe(3);
    expect(ids.map((id) => decodeTime(id))).toEqual([1795215238203, 1795215238203, 1795215238203]);
    expect(ids.toSorted()).toEqual(ids);
  });

  it("wrap around when the seed's last bytes are full", () => {
    const full = `1795215238203,${Buffer.alloc(10, 0xff).toString("base64")}`;
    expect(new Set(eventIds(full, 3)).size).toBe(3);
  });

  it.each([
    undefined,
    "",
    "x",
    "1795215238203",
    "1795215238203,AA==",
    "-1,BoFdg8dIYP3luw==",
    "99999999999999999,BoFdg8dIYP3luw==",
  ])("are new when the seed is %j", (bad) => {
    expect(eventIds(bad, 2)).not.toEqual(eventIds(bad, 2));
  });
});

describe("newId", () => {
  it("never goes backwards", () => {
    const ids = Array.from({ length: 1000 }, () => newId());
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(1000);
  });
});
