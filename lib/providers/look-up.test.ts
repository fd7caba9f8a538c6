import { expect, test } from "vitest";
import { requestFailure } from "./fal/errors.ts";
import { jobFailure } from "./generic/errors.ts";
import { interactionFailure } from "./google-omni/errors.ts";
import { interactionSchema, readInteraction } from "./google-omni/interaction.ts";
import { lookUp } from "./look-up.ts";

const members = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];

test.each(members)("the word %s, which every object knows, is in no table", (word) => {
  expect(lookUp({ known: 1 }, word)).toBeUndefined();
  expect(jobFailure(word, "It failed")).toMatchObject({ kind: "transient", code: "provider_failed" });
  expect(requestFailure({ type: word, said: "" }, undefined)).toMatchObject({ kind: "transient" });
  expect(interactionFailure([{ code: word, message: "" }])).toMatchObject({ kind: "transient" });
  expect(readInteraction(interactionSchema.parse({ status: word }))).toMatchObject({ kind: "pending" });
});

test("a row is found by its own word, and nothing by none", () => {
  expect(lookUp({ known: 1 }, "known")).toBe(1);
  for (const none of [undefined, null, "", "unknown"]) expect(lookUp({ known: 1 }, none)).toBeUndefined();
});
