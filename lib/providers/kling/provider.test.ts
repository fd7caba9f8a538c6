import { afterEach, describe, expect, it } from "vitest";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { createKlingProvider, type KlingSettings } from "./provider.ts";

const now = () => new Date(1_800_000_000_000);
const task = { id: "867283741759111202", status: "processing" };
const legacyTask = { task_id: "8672", task_status: "processing" };
const unknownTask = { code: 1201, message: "Task not found by id/external id", request_id: "r" };
const secrets = ["whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="];

let server: VendorServer | undefined;
afterEach(() => server?.close());

/** Kling with one answer for each path; everything else is unknown there. */
async function klingWith(answers: Record<string, unknown>, keys: Partial<KlingSettings> = { apiKey: "key" }) {
  server = await startVendorServer(({ path }, response) => {
    const data = answers[path];
    if (data === undefined) answerJson(response, 400, unknownTask);
    else answerJson(response, 200, { code: 0, message: "SUCCEED", data });
  });
  return createKlingProvider({ baseUrl: server.origin, reachesUs: true, kind: "simulated", now, ...keys });
}

const pair = { accessKey: "ak_test", secretKey: "sk_test" };

describe("Kling", () => {
  it("keeps an id beyond 2^53 as it came, and asks for it by that", async () => {
    const kling = await klingWith({ "/text-to-video/kling-3.0": task, "/tasks": [task] });
    const outcome = await kling.submit(submitRequest("kling-3.0"));
    expect(outcome).toEqual({
      kind: "accepted",
      operation: { dialect: "standard", taskId: "867283741759111202" },
    });
    if (outcome.kind === "accepted")
      expect(await kling.observe(JSON.parse(JSON.stringify(outcome.operation)))).toMatchObject({
        kind: "pending",
      });
    expect(server?.heard[1]?.query.get("task_ids")).toBe("867283741759111202");
    expect(server?.heard[1]?.headers.authorization).toBe("Bearer key");
  });

  it("is asked in the older dialect, with a fresh token, where there is an access key alone", async () => {
    const kling = await klingWith(
      { "/v1/videos/text2video": legacyTask, "/v1/videos/text2video/8672": legacyTask },
      pair,
    );
    const outcome = await kling.submit(submitRequest("kling-3.0"));
    expect(outcome).toEqual({
      kind: "accepted",
      operation: { dialect: "legacy", kind: "text2video", taskId: "8672" },
    });
    if (outcome.kind === "accepted")
      expect(await kling.observe(outcome.operation)).toMatchObject({ kind: "pending" });
    expect(server?.heard[0]?.headers.authorization).toMatch(
      /^Bearer eyJ.+\.XTYea_keiCVlvp3QaRokghinzaO162D5RFbBCta-EqI$/,
    );
    expect(kling.balance).toBeUndefined();
  });

  it("is not asked at all for a model that its older dialect does not know", async () => {
    const kling = await klingWith({}, pair);
    expect(await kling.submit(submitRequest("kling-3.0-turbo"))).toMatchObject({ failure: { kind: "auth" } });
    expect(server?.heard).toEqual([]);
  });

  it("reads operations of both dialects, and knows a task that is not there any more", async () => {
    const kling = await klingWith({ "/tasks": [] });
    expect(await kling.observe({ dialect: "standard", taskId: "1" })).toEqual({ kind: "missing" });
    const legacy = { dialect: "legacy", kind: "image2video", taskId: "../1?x" };
    expect(await kling.observe(legacy)).toEqual({ kind: "missing" });
    expect(server?.heard[1]?.path).toBe("/v1/videos/image2video/..%2F1%3Fx");
  });

  it("finds a task by our attempt, in either dialect, and says so where there is none", async () => {
    const standard = await klingWith({ "/tasks": [task] });
    expect(await standard.findByToken?.("att_1")).toMatchObject({ operation: { taskId: task.id } });
    expect(server?.heard[0]?.query.get("external_task_ids")).toBe("att_1");
    await server?.close();
    const legacy = await klingWith({ "/v1/videos/image2video/att_1": legacyTask }, pair);
    expect(await legacy.findByToken?.("att_1")).toMatchObject({
      operation: { kind: "image2video", taskId: "8672" },
    });
    expect(await legacy.findByToken?.("att_2")).toBeUndefined();
  });

  it("counts the packs that are in force, at USD 0.14 a unit", async () => {
    const kling = await klingWith({
      "/account/costs": {
        code: 0,
        msg: "",
        resource_pack_subscribe_infos: [
          { status: "online", remaining_quantity: 100 },
          { status: "online", remaining_quantity: "0.5" },
          { status: "expired", remaining_quantity: 900 },
        ],
      },
    });
    expect(await kling.balance?.()).toMatchObject({ availableMicros: 14_070_000 });
  });

  it("lets a callback speak for its task only where callbacks are signed", async () => {
    const payload = { id: "1", status: "failed", message: "" };
    const received = { headers: new Headers(), rawBody: JSON.stringify(payload), now: now() };
    const unsigned = await klingWith({});
    expect(await unsigned.verifyWebhook?.(received)).toMatchObject({
      verifiedBy: "unsigned",
      eventId: "1/failed",
    });
    expect(unsigned.readWebhook?.(payload, { dialect: "standard", taskId: "1" })).toBeUndefined();
    const signed = createKlingProvider({
      baseUrl: "http://127.0.0.1:9",
      reachesUs: true,
      kind: "real",
      apiKey: "key",
      webhookSecrets: secrets,
    });
    expect(await signed.verifyWebhook?.(received)).toBeUndefined();
    expect(signed.readWebhook?.(payload, { dialect: "standard", taskId: "1" })).toMatchObject({
      kind: "failed",
    });
  });

  it("is not made of half a key pair", () => {
    const half = { baseUrl: "http://127.0.0.1:9", reachesUs: false, kind: "real", accessKey: "ak" } as const;
    expect(() => createKlingProvider(half)).toThrow("secret key");
  });
});
