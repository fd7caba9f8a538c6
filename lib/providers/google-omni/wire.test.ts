import { afterAll, beforeAll, expect, test } from "vitest";
import { endOf, failureIn, followJob, operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { googleOmni as dialect } from "#simulator/dialects/google-omni/dialect.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { startReceiver } from "#simulator/testing/receiver.ts";
import type { Provider } from "../types.ts";
import { createGoogleOmniProvider } from "./provider.ts";

const model = "gemini-omni-1.1";
const wearing = (fault: string) => submitRequest(model, { prompt: `A paper boat [[${fault}]]` });
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

test("a callback holds only with Google's token, and never speaks for its job", async () => {
  const receiver = await startReceiver();
  const callbackUrl = `${receiver.url}/hook?attempt=abc`;
  const operation = operationIn(await omni.submit(submitRequest(model, { callbackUrl })));
  const [message] = await receiver.arrived(1);
  if (!message) throw new Error("no callback came");
  const received = { headers: message.headers, rawBody: message.body, now: new Date() };
  const facts = await omni.verifyWebhook?.(received);
  expect(facts?.verifiedBy).toBe("jwt");
  expect(facts?.eventId).toContain(String(operation.interactionId));
  expect(omni.readWebhook).toBeUndefined();
  const forged = new Headers(message.headers);
  forged.set("webhook-signature", `${message.headers.get("webhook-signature")?.slice(0, -8)}AAAAAAAA`);
  expect(await omni.verifyWebhook?.({ ...received, headers: forged })).toBeUndefined();
  const later = new Date(Date.now() + 400_000);
  expect(await omni.verifyWebhook?.({ ...received, now: later })).toBeUndefined();
  await receiver.close();
});

test.each([
  ["policy", "policy"],
  ["late-policy", "policy"],
  ["invalid", "invalid"],
  ["fail", "transient"],
  ["auth", "auth"],
  ["quota", "quota"],
  ["rate", "transient"],
  ["refuse-before-accept", "transient"],
  ["server", "ambiguous"],
  ["status:502", "ambiguous"],
  ["reset-after-accept", "ambiguous"],
  ["garbage@submit", "ambiguous"],
  ["redirect@submit", "unknown"],
])("what meets %s is told as %s", async (fault, kind) => {
  const told = await endOf(omni, await omni.submit(wearing(fault)));
  expect(failureIn(told)).toMatchObject({ kind });
});

test("a take that was taken back ends as canceled, and taking it back again is calm", async () => {
  const operation = operationIn(await omni.submit(wearing("slow:9")));
  await omni.cancel?.(operation);
  expect(await omni.observe(operation)).toEqual({ kind: "canceled" });
  await omni.cancel?.(operation);
  expect(await omni.observe({ interactionId: "nothing", model })).toEqual({ kind: "missing" });
});
