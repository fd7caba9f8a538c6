import { randomUUID } from "node:crypto";
import { call, expectProblem, send } from "#e2e/api.ts";
import { invite } from "#e2e/people.ts";
import { expect, test } from "#e2e/test.ts";

const input = { prompt: "A windmill", durationSeconds: 3 };

test("one idempotency key: the same body gets the same answer, also at the same time, another body is refused", async ({
  as,
}) => {
  const request = await as(await invite());
  const headers = { "idempotency-key": randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => send(request, "createVideo", input, headers)),
  );
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map((answer) => answer.status())).toEqual([202, 202, 202, 202, 202]);
  expect(new Set(bodies).size).toBe(1);
  await expectProblem(
    await send(request, "createVideo", { ...input, prompt: "A watermill" }, headers),
    "idempotency_mismatch",
  );
  const { items } = await call(request, "listVideos", {});
  expect(items).toHaveLength(1);
  const other = await as(await invite());
  expect((await send(other, "createVideo", input, headers)).status()).toBe(202);
  for (const person of [request, other])
    for (const { id } of (await call(person, "listVideos", {})).items)
      await call(person, "cancelVideo", { id });
});

test("more requests at once than the quota holds: exactly as many are admitted, the rest learn when it opens", async ({
  as,
}) => {
  const request = await as(await invite({ plan: "free" }));
  const answers = await Promise.all(Array.from({ length: 12 }, () => send(request, "createVideo", input)));
  const admitted = answers.filter((answer) => answer.status() === 202);
  expect(admitted).toHaveLength(2);
  for (const answer of answers.filter((one) => one.status() !== 202)) {
    const { retryAt } = await expectProblem(answer, "quota_exceeded");
    expect(new Date(retryAt ?? 0).getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(0);
  }
  const { items } = await call(request, "listVideos", {});
  expect(items).toHaveLength(2);
  for (const { id } of items) await call(request, "cancelVideo", { id });
});
