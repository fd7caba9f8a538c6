import { describe, expect, it } from "vitest";
import { auditWords } from "./audit-words.ts";

describe("words of the audit trail", () => {
  it("say from what to what", () => {
    expect(
      auditWords({ action: "role/changed", before: { role: "creator" }, after: { role: "admin" } }),
    ).toBe("Role Creator → Admin");
    expect(auditWords({ action: "quota/changed", before: { day: null }, after: { day: 1500 } })).toBe(
      "Videos a day plan → 1,500",
    );
  });
  it("never break on an entry of another version", () => {
    expect(auditWords({ action: "role/changed", before: null, after: { role: "owner" } })).toBe(
      "role/changed",
    );
    expect(auditWords({ action: "spell/cast", before: 1, after: "x" })).toBe("spell/cast");
  });
});
