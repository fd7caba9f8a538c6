import { describe, expect, it } from "vitest";
import type { PersonView } from "#lib/contract/people.ts";
import { effectOf, requestOf } from "./person-edit.ts";

const personId = "usr_1";
const ade: PersonView = {
  id: personId,
  name: "Ade Okafor",
  email: "ade@example.com",
  role: "creator",
  plan: "free",
  suspendedAt: null,
  quotas: [
    { window: "concurrent", used: 1, limit: 2, limitFrom: "plan", resetsAt: null },
    { window: "day", used: 9, limit: 15, limitFrom: "override", resetsAt: null },
    { window: "month", used: 40, limit: 100, limitFrom: "plan", resetsAt: null },
  ],
  videoCount: 40,
  createdAt: "2026-03-04T00:00:00Z",
  lastSeenAt: null,
};

describe("an edit of a person", () => {
  it("says what a limit becomes and for whom", () => {
    expect(effectOf(ade, { kind: "quota", personId, window: "month", text: "150" })).toEqual({
      lead: "Videos a month: 100 → 150",
      words: "for Ade only, the plan stays Free.",
    });
  });

  it("warns when a limit lies below what is used", () => {
    const { words } = effectOf(ade, { kind: "quota", personId, window: "day", text: "9" });
    expect(words).toContain("9 are used already");
  });

  it("goes back to the plan's limit and says which that is", () => {
    const edit = { kind: "quota", personId, window: "day", text: null } as const;
    expect(effectOf(ade, edit).lead).toBe("Videos a day: 15 → 10");
    expect(requestOf(edit)).toEqual({ input: { quota: { day: null } } });
  });

  it("lists only the limits which another plan really changes", () => {
    expect(effectOf(ade, { kind: "plan", personId, plan: "studio" }).words).toBe(
      "At once 2 → 5, a month 100 → 1,000. Limits set here stay.",
    );
  });

  it("is no request while the field holds no whole number", () => {
    for (const text of ["", "-1", "1.5", "ten", "9999999999"])
      expect(requestOf({ kind: "quota", personId, window: "day", text })).toHaveProperty("error");
  });
});
