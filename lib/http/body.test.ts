import { expect, test } from "vitest";
import { bodyBytesMax, requireSmallBody } from "./body.ts";

const tell = (length: string | undefined) => () =>
  requireSmallBody(new Headers(length === undefined ? {} : { "content-length": length }));

test("a body up to the bound may go on to a reader without one", () => {
  expect(tell("0")).not.toThrow();
  expect(tell(String(bodyBytesMax))).not.toThrow();
});

test.each([undefined, String(bodyBytesMax + 1), "many", "1e9"])("a length of %s does not", (length) => {
  expect(tell(length)).toThrow(expect.objectContaining({ code: "too_large" }));
});
