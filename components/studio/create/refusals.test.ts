import { expect, test } from "vitest";
import type { Problem, ProblemCode } from "#lib/contract/problem.ts";
import { ApiError } from "#lib/http/client.ts";
import { faultsOf } from "./refusals.ts";

const refusal = (code: ProblemCode, errors?: Problem["errors"]) =>
  new ApiError({
    type: "",
    title: "",
    status: 422,
    code,
    detail: "Violence is not made here.",
    requestId: "r",
    ...(errors && { errors }),
  });

test("a refused input is marked with its sentence, and what is kept is said", () => {
  const { prompt, image } = faultsOf(refusal("prompt_refused", [{ path: "prompt", message: "Violence." }]));
  expect(prompt).toMatch(/^Violence\. .*kept/);
  expect(image).toBeUndefined();
});

test("an image that is refused marks the image and never the prompt", () => {
  const named = faultsOf(refusal("image_refused", [{ path: "sourceAssetIds.0", message: "Violence." }]));
  expect([named.prompt, named.image?.startsWith("Violence.")]).toEqual([undefined, true]);
  const unnamed = faultsOf(refusal("image_refused"));
  expect([unnamed.prompt, unnamed.image?.startsWith("Violence is")]).toEqual([undefined, true]);
});

test("a refusal that names no field marks the prompt, and any other problem marks nothing", () => {
  expect(faultsOf(refusal("prompt_refused")).prompt).toMatch(/^Violence is not made here/);
  expect(faultsOf(refusal("quota_exceeded"))).toEqual({ prompt: undefined, image: undefined });
  expect(faultsOf(new Error("offline"))).toEqual({ prompt: undefined, image: undefined });
});
