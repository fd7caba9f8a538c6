import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { faultView, isDatabaseLost } from "./fault.ts";

const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });

test("a failed query is told by what Postgres said, without the values it was given", () => {
  const cause = Object.assign(new Error("duplicate key"), { code: "23505" });
  const view = faultView(new DrizzleQueryError("insert into t values ($1)", ["a red fox"], cause));
  expect(view).toMatchObject({ message: "duplicate key", code: "23505" });
  expect(JSON.stringify(view)).not.toContain("a red fox");
  const bare = faultView(new DrizzleQueryError("insert into t values ($1)", ["a red fox"]));
  expect(JSON.stringify(bare)).not.toContain("a red fox");
});

test("a thrown value that is no error never reaches the log", () => {
  expect(JSON.stringify(faultView({ prompt: "a red fox" }))).not.toContain("a red fox");
});

test("a lost connection is told apart from a refusal of the database, also inside a failed query", () => {
  expect(isDatabaseLost(new DrizzleQueryError("select 1", [], refused))).toBe(true);
  expect(isDatabaseLost(Object.assign(new Error("unique"), { code: "23505" }))).toBe(false);
});
