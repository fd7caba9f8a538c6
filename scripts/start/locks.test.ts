import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { withTreeLock } from "./locks.mjs";

it("a start that waits for another one's build ends for the reason it is stopped, as any other does", async () => {
  const root = `/nowhere/${randomUUID()}`;
  const { promise: built, resolve: finish } = Promise.withResolvers<void>();
  const first = withTreeLock(root, new AbortController().signal, () => built);
  const stopping = new AbortController();
  const second = withTreeLock(root, stopping.signal, async () => "built");
  const stopped = new Error("stopped");
  stopping.abort(stopped);
  await expect(second).rejects.toBe(stopped);
  finish();
  await first;
});
