import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("never more than allowed run at once, all run, in the order they came", async () => {
  const inTurn = createTurns(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      inTurn("decode", async () => {
        begun.push(index);
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test("work that fails frees its place; other names do not wait", async () => {
  const inTurn = createTurns(1);
  await expect(inTurn("a", async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  const hold = Promise.withResolvers<void>();
  const held = inTurn("a", () => hold.promise);
  await expect(inTurn("b", async () => "at once")).resolves.toBe("at once");
  hold.resolve();
  await held;
  await expect(inTurn("a", async () => "free again")).resolves.toBe("free again");
});
