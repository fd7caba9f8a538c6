import { afterAll, beforeAll, expect, test } from "vitest";
import { endOf, failureIn, followJob, operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { atlasCloud as dialect } from "#simulator/dialects/atlas-cloud/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { startReceiver } from "#simulator/testing/receiver.ts";
import type { Provider } from "../types.ts";
import { createAtlasCloudProvider } from "./provider.ts";

const model = "atlas-kling-3.0-pro";
const wearing = (fault: string) => submitRequest(model, { prompt: `A paper boat [[${fault}]]` });
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

test("a callback is verified against the vendor's own keys, and a lost answer found again by its address", async () => {
  const receiver = await startReceiver();
  const callbackUrl = `${receiver.url}/hook?attempt=abc`;
  const request = submitRequest(model, { callbackUrl, attemptId: "att_lost" });
  const operation = operationIn(await atlas.submit(request));
  const [message] = await receiver.arrived(1);
  if (!message) throw new Error("no callback came");
  const received = { headers: message.headers, rawBody: message.body, now: new Date() };
  const facts = await atlas.verifyWebhook?.(received);
  expect(facts).toMatchObject({
    eventId: `${operation.predictionId}/video.task.terminal`,
    verifiedBy: "ed25519",
  });
  expect(atlas.readWebhook?.(facts?.payload ?? {}, operation)).toMatchObject({ kind: "succeeded" });
  expect(await atlas.verifyWebhook?.({ ...received, rawBody: `${message.body} ` })).toBeUndefined();
  expect(message.path).toContain("attempt=abc");
  expect(await atlas.findByToken?.("att_lost")).toEqual({ kind: "accepted", operation });
  expect(await atlas.findByToken?.("att_other")).toBeUndefined();
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
  const told = await endOf(atlas, await atlas.submit(wearing(fault)));
  expect(failureIn(told)).toMatchObject({ kind });
});

test("a prediction that is not there is missing", async () => {
  expect(await atlas.observe({ predictionId: "nothing" })).toEqual({ kind: "missing" });
});
