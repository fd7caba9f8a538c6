import { describe, expect, it } from "vitest";
import { type Failure, failureKinds } from "#lib/contract/failure.ts";
import { afterFailure } from "./after-failure.ts";

const failure = (change: Partial<Failure> = {}): Failure => ({
  kind: "transient",
  code: "provider_unavailable",
  message: "It does not answer.",
  ...change,
});

describe("after a failed take", () => {
  it.each(failureKinds.filter((kind) => kind !== "transient"))("of kind %s it stops", (kind) => {
    expect(afterFailure(failure({ kind }), 1, 3, 0.5)).toEqual({ kind: "stop" });
  });

  it("it stops after the last take that the model's card allows", () => {
    expect(afterFailure(failure(), 2, 3, 0.5).kind).toBe("retry");
    expect(afterFailure(failure(), 3, 3, 0.5).kind).toBe("stop");
  });

  it.each([
    [1, undefined, 0, 1],
    [1, undefined, 0.999, 2],
    [4, undefined, 0.5, 8],
    [9, undefined, 0.999, 60],
    [1, 30, 0, 30],
    [1, 0.2, 0, 1],
    [1, 86_400, 0, 60],
  ])(
    "take %i with a vendor's wait of %s s and chance %d waits %i s",
    (take, retryAfterSeconds, chance, wait) => {
      const failed = failure(retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
      expect(afterFailure(failed, take, 10, chance)).toEqual({ kind: "retry", afterSeconds: wait });
    },
  );
});
