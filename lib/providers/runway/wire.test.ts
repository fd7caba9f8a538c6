import { afterAll, beforeAll, expect, test } from "vitest";
import { endOf, failureIn, followJob, operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { runway as dialect } from "#simulator/dialects/runway/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import type { Provider } from "../types.ts";
import { createRunwayProvider } from "./provider.ts";

const model = "runway-gen4.5";
const wearing = (fault: string) => submitRequest(model, { prompt: `A paper boat [[${fault}]]` });
let simulator: Simulator;
let runway: Provider;

beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.3, dialects: [dialect] });
  runway = createRunwayProvider({
    baseUrl: `${simulator.origin}/runway`,
    apiKey: "secret",
    reachesUs: true,
    kind: "simulated",
  });
});
afterAll(() => simulator.close());

test("a take is made, and its credits are told as money", async () => {
  const before = await runway.balance?.();
  const operation = operationIn(await runway.submit(submitRequest(model, { durationSeconds: 5, seed: 7 })));
  const seen = await followJob(runway, operation);
  expect(seen).toMatchObject({ kind: "succeeded", costMicros: 600_000 });
  const [output] = seen.kind === "succeeded" ? seen.outputs : [];
  expect((await fetch(output?.url ?? "", { method: "HEAD" })).status).toBe(200);
  const after = await runway.balance?.();
  expect((before?.availableMicros ?? 0) - (after?.availableMicros ?? 0)).toBe(600_000);
});

test.each([model, "runway-gen4-turbo"])("%s takes a picture inline and uploaded", async (id) => {
  for (const bytes of [0, 6_000_000])
    operationIn(await runway.submit(submitRequest(id, { sources: [await realPicture(bytes)] })));
});

test.each([
  ["policy", "policy"],
  ["late-policy", "policy"],
  ["invalid", "invalid"],
  ["fail", "transient"],
  ["quota", "quota"],
  ["auth", "auth"],
  ["refuse-before-accept", "transient"],
  ["server", "ambiguous"],
  ["status:502", "ambiguous"],
  ["reset-after-accept", "ambiguous"],
  ["garbage@submit", "ambiguous"],
  ["redirect@submit", "unknown"],
])("what meets %s is told as %s", async (fault, kind) => {
  const told = await endOf(runway, await runway.submit(wearing(fault)));
  expect(failureIn(told)).toMatchObject({ kind });
});

test("a task that was taken back is gone, and taking it back again is calm", async () => {
  const operation = operationIn(await runway.submit(wearing("slow:9")));
  await runway.cancel?.(operation);
  await runway.cancel?.(operation);
  expect(await runway.observe(operation)).toEqual({ kind: "missing" });
});
