import { afterAll, beforeAll, expect, test } from "vitest";
import { followJob, operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { atlasCloud as dialect } from "#simulator/dialects/atlas-cloud/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import type { Provider } from "../types.ts";
import { createAtlasCloudProvider } from "./provider.ts";

const model = "atlas-kling-3.0-pro";
let simulator: Simulator;
let atlas: Provider;

beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.3, dialects: [dialect] });
  atlas = createAtlasCloudProvider({
    baseUrl: `${simulator.origin}/atlas-cloud`,
    apiKey: "secret",
    reachesUs: true,
    kind: "simulated",
  });
});
afterAll(() => simulator.close());

test("a take is made, and its price is told as money that the balance lost", async () => {
  const before = await atlas.balance?.();
  const operation = operationIn(await atlas.submit(submitRequest(model, { durationSeconds: 5 })));
  const seen = await followJob(atlas, operation);
  expect(seen).toMatchObject({ kind: "succeeded", costMicros: 475_000, outputs: [{ headers: {} }] });
  const [output] = seen.kind === "succeeded" ? seen.outputs : [];
  expect((await fetch(output?.url ?? "", { method: "HEAD" })).status).toBe(200);
  const after = await atlas.balance?.();
  expect((before?.availableMicros ?? 0) - (after?.availableMicros ?? 0)).toBe(475_000);
});

test.each([model, "atlas-seedance-2.0"])("%s takes its inputs as they are named here", async (id) => {
  const sources = [await realPicture(0)];
  operationIn(await atlas.submit(submitRequest(id, { sources })));
  operationIn(await atlas.submit(submitRequest(id, { audio: true })));
});
