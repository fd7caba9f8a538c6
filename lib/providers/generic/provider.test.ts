import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { sourceImage, submitRequest } from "#lib/testing/submit-request.ts";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { createRegistry } from "../registry.ts";
import { createGenericProvider } from "./provider.ts";

const secret = "a secret of thirty-two characters or more";
const page = readFileSync(new URL("../../../docs/generic-provider.md", import.meta.url), "utf8");
const [example, , answered] = [...page.matchAll(/^```json\n([\s\S]*?)\n```$/gm)].map(
  ([, text = ""]): unknown => JSON.parse(text),
);

let server: VendorServer | undefined;
afterEach(() => server?.close());

async function genericWith(status: number, body: unknown, webhookSecrets: readonly string[] = [secret]) {
  server = await startVendorServer((_, response) => answerJson(response, status, body));
  return createGenericProvider({
    baseUrl: server.origin,
    apiKey: "key",
    webhookSecrets,
    reachesUs: true,
    kind: "simulated",
  });
}
const operation = { videoId: "req_0001" };

const exampleRequest = () =>
  submitRequest("seevido", {
    prompt: "Slow turn of the mug",
    format: { aspectRatio: "9:16", resolution: "720p", width: 720, height: 1280 },
    durationSeconds: 5,
    sources: [sourceImage(3, "https://dailies.example.com/mug.png")],
    callbackUrl: "https://dailies.example.com/api/webhooks/generic?attempt=unguessable",
  });

describe("a service that keeps the generic contract", () => {
  it("is sent what the page shows, with the attempt as the key against repetition", async () => {
    const service = await genericWith(202, { id: "req_0001", status: "queued" });
    expect(await service.submit(exampleRequest())).toEqual({ kind: "accepted", operation });
    expect(server?.heard[0]).toMatchObject({
      method: "POST",
      path: "/v1/videos",
      headers: { authorization: "Bearer key", "idempotency-key": "att_01K00000000000000000000000" },
    });
    expect(JSON.parse(server?.heard[0]?.body ?? "")).toEqual(example);
  });

  it("is read as the page shows", async () => {
    const service = await genericWith(200, answered);
    expect(await service.observe(operation)).toMatchObject({
      kind: "succeeded",
      outputs: [{ url: "https://cdn.example.com/req_0001.mp4", headers: {} }],
      costMicros: null,
    });
  });

  it("is asked for no callback, and believed none, without a secret", async () => {
    const service = await genericWith(202, { id: "req_0001", status: "queued" }, []);
    await service.submit(exampleRequest());
    expect(JSON.parse(server?.heard[0]?.body ?? "")).not.toHaveProperty("webhookUrl");
    const received = { headers: new Headers(), rawBody: "{}", now: new Date() };
    expect(await service.verifyWebhook?.(received)).toBeUndefined();
  });

  it("is sent nothing where it could not fetch the picture", async () => {
    const service = await genericWith(202, { id: "req_0001" });
    const outcome = await service.submit({ ...exampleRequest(), sources: [sourceImage(3)] });
    expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "unknown" } });
    expect(server?.heard).toEqual([]);
  });

  it.each([
    [400, "invalid_request", "invalid"],
    [401, "unauthorized", "auth"],
    [402, "insufficient_balance", "quota"],
    [403, "forbidden", "auth"],
    [404, "not_found", "unknown"],
    [409, "idempotency_conflict", "ambiguous"],
    [413, "payload_too_large", "invalid"],
    [422, "safety_violation", "policy"],
    [429, "rate_limited", "transient"],
    [500, "internal_error", "ambiguous"],
    [503, "overloaded", "transient"],
    [503, "unheard_of", "ambiguous"],
    [400, "unheard_of", "unknown"],
  ])("that refuses with %i %s comes to %s", async (status, code, kind) => {
    const service = await genericWith(status, { error: { code, message: "m" } });
    expect(await service.submit(exampleRequest())).toMatchObject({ kind: "refused", failure: { kind } });
  });

  it("refuses for its safety rules also where only the reason says so", async () => {
    const service = await genericWith(400, { error: { code: "x" }, reason: "safety_violation" });
    expect(await service.submit(exampleRequest())).toMatchObject({ failure: { kind: "policy" } });
  });

  it.each([
    [
      { status: "queued", progress: 0 },
      { kind: "pending", progress: 0 },
    ],
    [
      { status: "processing", progress: 40 },
      { kind: "pending", progress: 0.4 },
    ],
    [{ status: "reticulating" }, { kind: "pending", progress: undefined }],
    [
      { status: "processing", progress: "half" },
      { kind: "pending", progress: undefined },
    ],
    [{ status: "completed", outputs: ["https://cdn.example.com/a.mp4"] }, { kind: "succeeded" }],
    [
      { status: "completed", outputs: [] },
      { kind: "failed", failure: { code: "output_missing" } },
    ],
    [{ status: "canceled" }, { kind: "canceled" }],
    [{ status: "expired" }, { failure: { kind: "transient", code: "provider_timeout" } }],
    [{ status: "failed", errorCode: "safety_violation" }, { failure: { kind: "policy" } }],
    [{ status: "failed", errorCode: "invalid_source_asset" }, { failure: { kind: "invalid" } }],
    [{ status: "failed", errorCode: "worker_timeout" }, { failure: { code: "provider_timeout" } }],
    [{ status: "failed", errorCode: "internal_error" }, { failure: { kind: "transient" } }],
    [{ status: "failed", errorCode: "unheard_of" }, { failure: { kind: "transient" } }],
    [{ status: "failed", errorCode: null }, { failure: { kind: "transient" } }],
  ])("that says %j is read as %j", async (job, seen) => {
    const service = await genericWith(200, { id: "req_0001", ...job });
    expect(await service.observe(operation)).toMatchObject(seen);
    expect(service.readWebhook?.({ id: "evt_1", requestId: "req_0001", ...job }, operation)).toMatchObject(
      seen,
    );
  });

  it("may forget a job, and may refuse to cancel one that is over", async () => {
    expect(await (await genericWith(404, {})).observe(operation)).toEqual({ kind: "missing" });
    await server?.close();
    const over = await genericWith(409, { error: { code: "not_cancelable" } });
    await expect(over.cancel?.(operation)).resolves.toBeUndefined();
    expect(server?.heard[0]).toMatchObject({ method: "POST", path: "/v1/videos/req_0001/cancel" });
  });

  it.each([
    [{ available: "12.50", currency: "USD" }, 12_500_000],
    [{ available: "0.000001", currency: "USD" }, 1],
    [{ available: "900", currency: "JPY" }, null],
  ])("with the balance %j has %s micro-USD", async (body, availableMicros) => {
    expect(await (await genericWith(200, body)).balance?.()).toMatchObject({ availableMicros });
  });

  it("is believed what it signed, once for each event", async () => {
    const service = await genericWith(200, {});
    const rawBody = JSON.stringify({ id: "evt_1", requestId: "req_0001", status: "completed", outputs: [] });
    const signature = createHmac("sha256", secret).update(`1800000000.${rawBody}`).digest("hex");
    const headers = new Headers({ "x-ai-timestamp": "1800000000", "x-ai-signature": `sha256=${signature}` });
    const received = { headers, rawBody, now: new Date(1_800_000_000_000) };
    expect(await service.verifyWebhook?.(received)).toMatchObject({ eventId: "evt_1", verifiedBy: "hmac" });
    expect(await service.verifyWebhook?.({ ...received, rawBody: `${rawBody} ` })).toBeUndefined();
  });

  it("goes by the name of SeeVido too", async () => {
    const service = await genericWith(200, {});
    const registry = createRegistry([service]);
    expect(registry.get("seevido")).toBe(service);
    expect(registry.get("generic")).toBe(service);
    expect(registry.get("constructor")).toBeUndefined();
    expect(registry.list()).toEqual([service]);
  });
});
