import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrivalKeys, waitKey } from "./correlate.ts";
import { evaluateMatch } from "./expressions.ts";

const event = { data: { id: "o-1", n: 1, deep: { id: "d" } } };

describe("waitKey", () => {
  it.each([
    ["event.data.id == async.data.id", "data.id"],
    ["async.data.id == event.data.id", "data.id"],
    ["async.data.ok == true && async.data.order == event.data.deep.id", "data.order"],
    ["async.data.kind == 'paid'", "data.kind"],
  ])("files %s under the value that must arrive", (expression, path) => {
    expect(waitKey("x", expression, event)).toEqual({
      key: expect.stringContaining(`event:x|${path}|`),
      path,
    });
  });

  it.each([
    undefined,
    null,
    "",
    "async.data.ok == true",
    "event.data.n == async.data.n",
    "event.data.missing == async.data.id",
    "event.data.id == async.data.id || async.data.ok == true",
    "async.data.id == async.data.other",
  ])("files %s under the name alone", (expression) => {
    expect(waitKey("x", expression, event)).toEqual({ key: "event:x" });
  });
});

describe("arrivalKeys", () => {
  it("find every wait that the arriving event satisfies", () => {
    const value = fc.oneof(
      fc.constantFrom("a", "b", ""),
      fc.integer({ min: 0, max: 2 }),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
    );
    const data = fc.record({ id: value, order: value, ok: value });
    const atom = fc.constantFrom(
      "event.data.id == async.data.id",
      "async.data.order == event.data.id",
      "async.data.ok == true",
      "async.data.id == 'a'",
      "async.data.id != 'a'",
      "event.data.order == async.data.order",
    );
    const expression = fc.tuple(atom, fc.constantFrom(" && ", " || "), atom).map((parts) => parts.join(""));
    fc.assert(
      fc.property(data, data, expression, (first, arriving, text) => {
        const scope = { event: { data: first }, async: { data: arriving } };
        if (!evaluateMatch(text, scope)) return;
        const filed = waitKey("x", text, scope.event);
        expect(arrivalKeys("x", scope.async, filed.path ? [filed.path] : [])).toContain(filed.key);
      }),
      { numRuns: 1000 },
    );
  });
});
