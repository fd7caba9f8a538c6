import { afterAll, beforeAll, expect, test } from "vitest";
import { followJob, operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { googleOmni as dialect } from "#simulator/dialects/google-omni/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import type { Provider } from "../types.ts";
import { createGoogleOmniProvider } from "./provider.ts";

const model = "gemini-omni-1.1";
let simulator: Simulator;
let omni: Provider;

beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.3, dialects: [dialect] });
  omni = createGoogleOmniProvider({
    baseUrl: `${simulator.origin}/google-omni`,
    apiKey: "secret",
    reachesUs: true,
    kind: "simulated",
  });
});
afterAll(() => simulator.close());

test("a take is made, costs what its tokens cost, and lies where only our key opens", async () => {
  const operation = operationIn(await omni.submit(submitRequest(model, { durationSeconds: 5 })));
  const seen = await followJob(omni, operation);
  if (seen.kind !== "succeeded") throw new Error(seen.kind);
  expect(Math.abs((seen.costMicros ?? 0) - 500_000)).toBeLessThan(25_000);
  const [output] = seen.outputs;
  expect(output?.headers).toEqual({ "x-goog-api-key": "secret" });
  const refused = await fetch(output?.url ?? "");
  expect(refused.status).toBe(400);
  const file = await fetch(output?.url ?? "", { headers: output?.headers ?? {} });
  expect(file.headers.get("content-type")).toBe("video/mp4");
  await file.body?.cancel();
});

test("a picture becomes the first frame", async () => {
  operationIn(await omni.submit(submitRequest(model, { sources: [await realPicture(0)], seed: 3 })));
});
