import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signWebhook } from "#lib/render/protocol.ts";
import { createTestRenderer, type TestRenderer } from "#lib/testing/renderer.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { answerJson, startVendorServer } from "#lib/testing/vendor-server.ts";
import { createAnimaticProvider } from "./animatic.ts";
import { hostileIds } from "./conformance/hostile-ids.ts";
import type { Operation, Provider } from "./types.ts";

const secret = "a renderer secret for tests, longer than thirty-two";
const small = { aspectRatio: "16:9", resolution: "480p", width: 128, height: 72 } as const;
const request = (attemptId: string) =>
  submitRequest("animatic", { attemptId, format: small, durationSeconds: 1, seed: 7 });

describe("the embedded renderer", () => {
  let renderer: TestRenderer;
  let animatic: Provider;
  beforeAll(async () => {
    renderer = await createTestRenderer();
    const found = renderer.providers.get("animatic");
    if (!found) throw new Error("there is no renderer");
    animatic = found;
  });
  afterAll(() => renderer.close());

  async function submit(attemptId: string): Promise<Operation> {
    const outcome = await animatic.submit(request(attemptId));
    if (outcome.kind !== "accepted") throw new Error(outcome.failure.message);
    return outcome.operation;
  }

  it("takes a job, tells how it goes, and hands its file to the key alone", async () => {
    const operation = await submit("att_render");
    await expect
      .poll(() => animatic.observe(operation), { timeout: 30_000 })
      .toMatchObject({
        kind: "succeeded",
        costMicros: 0,
      });
    const seen = await animatic.observe(operation);
    const [output] = seen.kind === "succeeded" ? seen.outputs : [];
    if (!output) throw new Error("there is no file");
    expect((await fetch(output.url, { headers: output.headers })).status).toBe(200);
  });

  it("knows a submission again, finds it by the attempt, and takes it back", async () => {
    const operation = await submit("att_again");
    expect(await submit("att_again")).toEqual(operation);
    expect(await animatic.findByToken?.("att_again")).toEqual({ kind: "accepted", operation });
    expect(await animatic.findByToken?.("att_unknown")).toBeUndefined();
    const byId = animatic.operationFor(animatic.jobIdOf(operation), request("att_again").card);
    expect(byId).toEqual(operation);
    await animatic.cancel?.(byId ?? {});
    await expect.poll(() => animatic.observe(operation)).toMatchObject({ kind: "canceled" });
  });

  it.each(hostileIds.map((id) => [JSON.stringify(id).slice(0, 40), id]))(
    "is never led by the id %s",
    (_title, hostile) => {
      expect(animatic.operationFor(hostile, request("att_1").card)).toBeUndefined();
    },
  );

  it("refuses what it cannot draw, and does not know foreign jobs", async () => {
    const outcome = await animatic.submit({
      ...request("att_odd"),
      format: { ...small, width: 127 },
    });
    expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "invalid" } });
    expect(await animatic.observe({ jobId: "../healthz" })).toEqual({ kind: "missing" });
    await expect(animatic.cancel?.({ jobId: "anm_unknown" })).resolves.toBeUndefined();
    expect(await animatic.reachable()).toBe(true);
  });
});

describe("a renderer that fails", () => {
  it.each([
    [401, { code: "unauthorized", message: "m" }, "auth"],
    [422, { code: "invalid", message: "m" }, "invalid"],
    [503, { code: "full", message: "m" }, "transient"],
    [500, { code: "internal", message: "m" }, "ambiguous"],
    [503, "<html>", "ambiguous"],
    [202, { id: 7 }, "ambiguous"],
  ])("with %i %j comes to %s", async (status, body, kind) => {
    const server = await startVendorServer((_, response) => answerJson(response, status, body));
    const animatic = createAnimaticProvider({ url: server.origin, secret });
    expect(await animatic.submit(request("att_1"))).toMatchObject({ failure: { kind } });
    await server.close();
    expect(await animatic.submit(request("att_1"))).toMatchObject({ failure: { kind: "transient" } });
    expect(await animatic.reachable()).toBe(false);
  });

  it("is believed only what it signed", async () => {
    const animatic = createAnimaticProvider({ url: "http://127.0.0.1:9", secret });
    const now = new Date();
    const rawBody = JSON.stringify({
      type: "job.failed",
      timestamp: now.toISOString(),
      data: {
        id: "anm_1",
        externalId: "att_1",
        status: "failed",
        progress: 0.5,
        createdAt: now.toISOString(),
        error: { code: "image_invalid", message: "m" },
      },
    });
    const headers = new Headers({ ...signWebhook(secret, "msg_1", rawBody, now) });
    const facts = await animatic.verifyWebhook?.({ headers, rawBody, now });
    expect(facts).toMatchObject({ eventId: "msg_1", verifiedBy: "standard-webhooks" });
    const read = (payload: Record<string, unknown>, jobId: string) =>
      animatic.readWebhook?.(payload, { jobId });
    expect(animatic.jobOf?.(facts?.payload ?? {})).toBe("anm_1");
    expect(animatic.jobOf?.({ data: { id: "anm_1" } })).toBeUndefined();
    expect(read(facts?.payload ?? {}, "anm_1")).toMatchObject({ failure: { kind: "invalid" } });
    expect(read(facts?.payload ?? {}, "anm_2")).toBeUndefined();
    expect(read({ type: "job.unheard" }, "anm_1")).toBeUndefined();
    expect(await animatic.verifyWebhook?.({ headers, rawBody: `${rawBody} `, now })).toBeUndefined();
  });
});
