import { expect, test } from "vitest";
import type { RouteTableView } from "#lib/contract/route.ts";
import {
  addRule,
  anyCondition,
  changeRule,
  dropRule,
  editOf,
  faultsOf,
  isChanged,
  moved,
  moveRule,
  rulesOf,
} from "./route-edit.ts";

const table: RouteTableView = {
  version: 3,
  rules: [
    { name: "Fast", ...anyCondition, speed: "fast", models: ["a", "b"] },
    { name: "Rest", ...anyCondition, models: ["c"] },
  ],
  warnings: [],
  history: [],
};

test("an untouched table is not a change, and neither is a move there and back", () => {
  const edit = editOf(table);
  expect(isChanged(edit, table)).toBe(false);
  expect(isChanged(moveRule(edit, 0, 1), table)).toBe(true);
  expect(isChanged(moveRule(moveRule(edit, 0, 1), 1, 0), table)).toBe(false);
});

test("what is saved is the rows as they stand, without what only the screen knows", () => {
  expect(rulesOf(editOf(table))).toEqual(table.rules);
});

test("nothing falls off an end when it is moved past it", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 3)).toEqual(["a", "b", "c"]);
  expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
});

test("a new row stands first and says what it lacks", () => {
  const edit = addRule(editOf(table), "new");
  expect(edit.rules[0]?.key).toBe("new");
  expect(faultsOf(edit).get(0)).toBe("Give the route a name.");
  const named = changeRule(edit, "new", { name: "Products" });
  expect(faultsOf(named).get(0)).toBe("A route needs a model.");
  expect(faultsOf(changeRule(named, "new", { models: ["a"] })).size).toBe(0);
});

test("a table without a row cannot be saved", () => {
  const edit = editOf(table);
  const bare = edit.rules.reduce((rest, { key }) => dropRule(rest, key), edit);
  expect(faultsOf(bare).get(-1)).toBe("The table needs a route.");
});
