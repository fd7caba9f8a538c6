import { describe, expect, it } from "vitest";
import { type Failure, type FailureKind, failureKinds } from "#lib/contract/failure.ts";
import type { PlanStep } from "#lib/contract/plan.ts";
import { afterFailure, type FailedTake, mayFallBack, takesOfRoundMax } from "./after-failure.ts";

const step: PlanStep = {
  model: "seedance-2.0",
  name: "Seedance 2.0",
  vendor: "ByteDance",
  priceMicros: 760_000,
  reason: "Next in the route.",
  differences: [],
};
const failure = (change: Partial<Failure> = {}): Failure => ({
  kind: "transient",
  code: "provider_unavailable",
  message: "It does not answer.",
  ...change,
});
const take = (change: Partial<FailedTake> = {}): FailedTake => ({
  failure: failure(),
  wasAccepted: false,
  isFree: false,
  takesOfModel: 1,
  takesOfModelMax: 3,
  takesOfRound: 1,
  isOverdue: false,
  next: step,
  ...change,
});
const ends: FailureKind[] = ["invalid", "policy", "ambiguous"];

describe("after a failed take", () => {
  it.each(ends)("of kind %s it stops, whoever might take over", (kind) => {
    expect(afterFailure(take({ failure: failure({ kind }) }), 0.5)).toEqual({ kind: "stop" });
    expect(mayFallBack(failure({ kind }))).toBe(false);
  });

  it.each(failureKinds.filter((kind) => !ends.includes(kind) && kind !== "transient"))(
    "of kind %s another model takes over, and never the same one",
    (kind) => {
      const failed = take({ failure: failure({ kind }) });
      expect(afterFailure(failed, 0.5)).toEqual({ kind: "fall_back", step });
      expect(afterFailure({ ...failed, next: undefined }, 0.5)).toEqual({ kind: "stop" });
    },
  );

  it("the same model is tried again as often as its card says, and then another", () => {
    expect(afterFailure(take({ takesOfModel: 2 }), 0.5).kind).toBe("retry");
    expect(afterFailure(take({ takesOfModel: 3 }), 0.5)).toEqual({ kind: "fall_back", step });
    expect(afterFailure(take({ takesOfModel: 3, next: undefined }), 0.5).kind).toBe("stop");
  });

  it("an accepted job is never sent to the same model again, unless it costs nothing", () => {
    expect(afterFailure(take({ wasAccepted: true }), 0.5).kind).toBe("fall_back");
    expect(afterFailure(take({ wasAccepted: true, next: undefined }), 0.5).kind).toBe("stop");
    expect(afterFailure(take({ wasAccepted: true, isFree: true }), 0.5).kind).toBe("retry");
  });

  it("a round ends somewhere, however many models there are", () => {
    expect(afterFailure(take({ takesOfRound: takesOfRoundMax }), 0.5).kind).toBe("stop");
    expect(afterFailure(take({ isOverdue: true }), 0.5).kind).toBe("stop");
  });

  it.each([
    [1, undefined, 0, 1],
    [1, undefined, 0.999, 2],
    [4, undefined, 0.5, 8],
    [9, undefined, 0.999, 60],
    [1, 30, 0, 30],
    [1, 0.2, 0, 1],
    [1, 120, 0, 120],
  ])(
    "take %i with a vendor's wait of %s s and chance %d waits %i s",
    (takesOfModel, retryAfterSeconds, chance, wait) => {
      const failed = failure(retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
      expect(afterFailure(take({ failure: failed, takesOfModel, takesOfModelMax: 10 }), chance)).toEqual({
        kind: "retry",
        afterSeconds: wait,
      });
    },
  );

  it("a long wait is obeyed where nobody may take over, and one of over an hour is no wait", () => {
    const busy = (retryAfterSeconds: number) => take({ failure: failure({ retryAfterSeconds }) });
    expect(afterFailure(busy(121), 0)).toEqual({ kind: "fall_back", step });
    expect(afterFailure({ ...busy(3600), next: undefined }, 0)).toEqual({
      kind: "retry",
      afterSeconds: 3600,
    });
    expect(afterFailure({ ...busy(3601), next: undefined }, 0)).toEqual({ kind: "stop" });
  });
});
