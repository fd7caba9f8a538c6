import { describe, expect, it } from "vitest";
import { bearerOf, sameText, signBody, verifyBody } from "./sign.ts";

const key = `signkey-prod-${"ab".repeat(32)}`;
const other = `signkey-prod-${"cd".repeat(32)}`;
const now = 1_795_215_238_203;
const body = '{"a":1}';

describe("signatures", () => {
  it("verify for the same body, key and time, and within five minutes", () => {
    const header = signBody(body, key, now);
    expect(header).toMatch(/^t=\d{10}&s=[0-9a-f]{64}$/);
    for (const at of [now, now + 299_000, now - 299_000])
      expect(verifyBody(header, body, key, at)).toBe(true);
  });

  it("fail for any other body, key or time, and for anything malformed", () => {
    const header = signBody(body, key, now);
    expect(verifyBody(header, `${body} `, key, now)).toBe(false);
    expect(verifyBody(header, body, other, now)).toBe(false);
    expect(verifyBody(header, body, key, now + 302_000)).toBe(false);
    expect(verifyBody(header, body, key, now - 302_000)).toBe(false);
    expect(verifyBody(header.replace(/t=\d+/, "t=1795215239"), body, key, now)).toBe(false);
    for (const bad of [undefined, "", "t=1", "s=ff", "t=x&s=y", `${header}00`, header.slice(0, -1)])
      expect(verifyBody(bad, body, key, now)).toBe(false);
  });
});

describe("bearerOf", () => {
  it("keeps the key's prefix and hashes its bytes, so that the key itself never travels", () => {
    expect(bearerOf(key)).toMatch(/^signkey-prod-[0-9a-f]{64}$/);
    expect(bearerOf(key)).not.toContain("ab".repeat(32));
    expect(bearerOf(key)).not.toBe(bearerOf(other));
  });
});

describe("sameText", () => {
  it("compares texts of any length", () => {
    expect(sameText("abc", "abc")).toBe(true);
    expect(sameText("abc", "abcd")).toBe(false);
    expect(sameText("", "a")).toBe(false);
  });
});
