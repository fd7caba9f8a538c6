import { afterAll, beforeAll, expect, test } from "vitest";
import { followJob, operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { runway as dialect } from "#simulator/dialects/runway/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import type { Provider } from "../types.ts";
import { createRunwayProvider } from "./provider.ts";

const model = "runway-gen4.5";
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
