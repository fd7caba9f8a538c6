import { afterAll, beforeAll, expect, test } from "vitest";
import { endOf, failureIn, followJob, operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { startReceiver } from "#simulator/testing/receiver.ts";
import type { Provider } from "../types.ts";
import { createFalProvider } from "./provider.ts";

const model = "fal-kling-3.0-pro";
const wearing = (fault: string) => submitRequest(model, { prompt: `A paper boat [[${fault}]]` });
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

test("a take is queued, made and found at an address that needs no key", async () => {
  const operation = operationIn(await fal.submit(submitRequest(model)));
  expect((await fal.observe(operation)).kind).toBe("pending");
  const seen = await followJob(fal, operation);
  expect(seen).toMatchObject({ kind: "succeeded", costMicros: null, outputs: [{ headers: {} }] });
  const [output] = seen.kind === "succeeded" ? seen.outputs : [];
  const file = await fetch(output?.url ?? "");
  expect(file.headers.get("content-type")).toBe("video/mp4");
  await file.body?.cancel();
});

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

test("a callback is verified against fal's own keys and says what became of the request", async () => {
  const receiver = await startReceiver();
  const callbackUrl = `${receiver.url}/hook`;
  const operation = operationIn(await fal.submit(submitRequest(model, { callbackUrl })));
  const [message] = await receiver.arrived(1);
  if (!message) throw new Error("no callback came");
  const received = { headers: message.headers, rawBody: message.body, now: new Date() };
  const facts = await fal.verifyWebhook?.(received);
  expect(facts).toMatchObject({ eventId: operation.requestId, verifiedBy: "ed25519" });
  expect(fal.readWebhook?.(facts?.payload ?? {}, operation)).toMatchObject({ kind: "succeeded" });
  expect(await fal.verifyWebhook?.({ ...received, rawBody: `${message.body} ` })).toBeUndefined();
  await receiver.close();
});

test.each([
  ["policy", "policy"],
  ["late-policy", "policy"],
  ["invalid", "invalid"],
  ["fail", "transient"],
  ["quota", "quota"],
  ["auth", "auth"],
  ["rate", "transient"],
  ["refuse-before-accept", "transient"],
  ["server", "ambiguous"],
  ["status:502", "ambiguous"],
  ["reset-after-accept", "ambiguous"],
  ["garbage@submit", "ambiguous"],
  ["redirect@submit", "unknown"],
])("what meets %s is told as %s", async (fault, kind) => {
  const told = await endOf(fal, await fal.submit(wearing(fault)));
  expect(failureIn(told)).toMatchObject({ kind });
});

test("the vendor's own pause is told", async () => {
  const outcome = await fal.submit(wearing("retry-after:7"));
  expect(failureIn(outcome)).toMatchObject({ kind: "transient", retryAfterSeconds: 7 });
});

test("canceling is calm about a request that is over or unknown", async () => {
  const operation = operationIn(await fal.submit(wearing("slow:9")));
  await fal.cancel?.(operation);
  await fal.cancel?.(operation);
  const unknown = { requestId: "x", paths: { status: "a/b/requests/x/status", response: "a", cancel: "a" } };
  await fal.cancel?.(unknown);
  expect(await fal.observe(unknown)).toEqual({ kind: "missing" });
});
