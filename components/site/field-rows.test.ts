import { expect, test } from "vitest";
import { operations } from "#lib/contract/operations.ts";
import { fieldRowsOf, kindOf } from "./field-rows.ts";

test("every operation of the contract can be printed", () => {
  for (const operation of Object.values(operations)) {
    for (const row of fieldRowsOf(operation)) expect(row.kind, `${operation.path} ${row.name}`).not.toBe("");
  }
});

test("a create says which fields it needs and their bounds", () => {
  const rows = fieldRowsOf(operations.createVideo);
  expect(rows.find(({ name }) => name === "prompt")).toMatchObject({
    place: "body",
    required: true,
    kind: "text",
  });
  expect(rows.find(({ name }) => name === "durationSeconds")).toMatchObject({
    required: false,
    kind: "integer 3–15",
  });
});

test("path parameters, query and body are told apart", () => {
  expect(fieldRowsOf(operations.getVideo)).toEqual([
    { name: "id", place: "path", kind: "text", required: true },
  ]);
  expect(fieldRowsOf(operations.listVideos).every(({ place }) => place === "query")).toBe(true);
});

test("an unknown node is called any", () => {
  expect(kindOf("nonsense")).toBe("any");
  expect(kindOf({ type: "array", items: { type: "string" } })).toBe("list of text");
});
