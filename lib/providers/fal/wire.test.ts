import { afterAll, beforeAll, test } from "vitest";
import { operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import type { Provider } from "../types.ts";
import { createFalProvider } from "./provider.ts";

const model = "fal-kling-3.0-pro";
let simulator: Simulator;
let fal: Provider;

beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.3 });
  fal = createFalProvider({
    baseUrl: `${simulator.origin}/fal/queue`,
    restUrl: `${simulator.origin}/fal/rest`,
    apiKey: "id:secret",
    reachesUs: true,
    kind: "simulated",
  });
});
afterAll(() => simulator.close());

test.each([model, "fal-veo-3.1"])(
  "%s takes its inputs as they are named here, with a picture inline and uploaded",
  async (id) => {
    for (const bytes of [0, 3_000_000]) {
      const changes = { sources: [await realPicture(bytes)], negativePrompt: "blur" };
      operationIn(await fal.submit(submitRequest(id, changes)));
    }
    operationIn(await fal.submit(submitRequest(id, { audio: true })));
  },
);
