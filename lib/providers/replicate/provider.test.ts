import { afterEach, describe, expect, it } from "vitest";
import { sourceImage, submitRequest } from "#lib/testing/submit-request.ts";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import type { SubmitRequest } from "../types.ts";
import { createReplicateProvider } from "./provider.ts";

const model = "replicate-seedance-1-pro";
const callbackUrl = "https://dailies.example.com/api/webhooks/replicate?attempt=token";
const wide = { aspectRatio: "16:9", resolution: "720p", width: 1280, height: 720 } as const;
const prediction = { id: "gm3q", status: "starting" };

let server: VendorServer | undefined;
afterEach(() => server?.close());

async function replicateWith(
  respond: Parameters<typeof startVendorServer>[0] = (_, response) => answerJson(response, 201, prediction),
) {
  server = await startVendorServer(respond);
  return createReplicateProvider({
    baseUrl: `${server.origin}/v1`,
    apiKey: "r8_key",
    reachesUs: true,
    kind: "simulated",
  });
}
const bodyOf = (index: number): unknown => JSON.parse(server?.heard[index]?.body ?? "null");
const request = (changes: Partial<SubmitRequest> = {}) =>
  submitRequest(model, { format: wide, durationSeconds: 5, ...changes });

describe("Replicate", () => {
  it("is asked by the model's own door, with a deadline and our attempt in the callback", async () => {
    const replicate = await replicateWith();
    expect(await replicate.submit(request({ seed: 7, callbackUrl }))).toEqual({
      kind: "accepted",
      operation: { predictionId: "gm3q" },
    });
    expect(server?.heard[0]).toMatchObject({
      path: "/v1/models/bytedance/seedance-1-pro/predictions",
      headers: { authorization: "Bearer r8_key", "cancel-after": expect.stringMatching(/^\d+s$/) },
    });
    expect(server?.heard[0]?.headers).not.toHaveProperty("prefer");
    expect(bodyOf(0)).toEqual({
      input: {
        prompt: "A paper boat crosses a puddle at dusk",
        duration: 5,
        aspect_ratio: "16:9",
        resolution: "720p",
        seed: 7,
      },
      webhook: `${callbackUrl}&take=att_01K00000000000000000000000`,
      webhook_events_filter: ["start", "completed"],
    });
  });

  it("asks for no callback where there is no address for it", async () => {
    const replicate = await replicateWith();
    await replicate.submit(request());
    expect(Object.keys(Object(bodyOf(0)))).toEqual(["input"]);
  });

  it("uses each model's own names for its inputs", async () => {
    const replicate = await replicateWith();
    const { card } = request();
    const url = "https://dailies.example.com/a.png";
    await replicate.submit({
      ...request({ sources: [sourceImage(3, url)], negativePrompt: "rain" }),
      card: { ...card, nativeModel: "kwaivgi/kling-v2.5-turbo-pro" },
    });
    expect(bodyOf(0)).toMatchObject({ input: { start_image: url, negative_prompt: "rain" } });
    expect(bodyOf(0)).not.toHaveProperty("input.resolution");
  });

  it("gives a small picture inline and uploads a large one before anything is paid", async () => {
    const replicate = await replicateWith(({ path }, response) =>
      answerJson(
        response,
        201,
        path === "/v1/files" ? { urls: { get: "https://files.example.test/1" } } : prediction,
      ),
    );
    await replicate.submit(request({ sources: [sourceImage(3)] }));
    expect(bodyOf(0)).toMatchObject({ input: { image: "data:image/png;base64,AAAA" } });
    await replicate.submit(request({ sources: [sourceImage(300_000)] }));
    expect(server?.heard[1]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(server?.heard[1]?.body).toContain('name="content"; filename="source.png"');
    expect(bodyOf(2)).toMatchObject({ input: { image: "https://files.example.test/1" } });
  });

  it("spends nothing where the upload fails", async () => {
    const replicate = await replicateWith((_, response) => response.socket?.destroy());
    expect(await replicate.submit(request({ sources: [sourceImage(300_000)] }))).toMatchObject({
      failure: { kind: "transient" },
    });
    expect(server?.heard.map(({ path }) => path)).toEqual(["/v1/files"]);
  });

  it("finds a prediction by our attempt in its callback, page after page, and by nothing else", async () => {
    const replicate = await replicateWith(({ query }, response) => {
      const marked = { ...prediction, id: "found", webhook: `${callbackUrl}&take=att_1` };
      const other = { ...prediction, webhook: `${callbackUrl}&take=att_10` };
      const next = `https://api.replicate.example/v1/predictions?cursor=two`;
      if (query.get("cursor") === "two") answerJson(response, 200, { next: null, results: [marked] });
      else answerJson(response, 200, { next, results: [other, { ...prediction, webhook: null }] });
    });
    expect(await replicate.findByToken?.("att_1")).toEqual({
      kind: "accepted",
      operation: { predictionId: "found" },
    });
    expect(await replicate.findByToken?.("att_2")).toBeUndefined();
  });

  it("knows a prediction that is gone, and a cancel that comes too late", async () => {
    const replicate = await replicateWith(({ method }, response) =>
      answerJson(response, method === "POST" ? 422 : 404, { detail: "d" }),
    );
    expect(await replicate.observe({ predictionId: "a/b" })).toEqual({ kind: "missing" });
    expect(server?.heard[0]?.path).toBe("/v1/predictions/a%2Fb");
    await expect(replicate.cancel?.({ predictionId: "gm3q" })).resolves.toBeUndefined();
  });

  it("lets a callback speak for its job only where callbacks are signed", async () => {
    const replicate = await replicateWith();
    const payload = { ...prediction, status: "failed" };
    const received = { headers: new Headers(), rawBody: JSON.stringify(payload), now: new Date() };
    expect(await replicate.verifyWebhook?.(received)).toMatchObject({ verifiedBy: "unsigned" });
    expect(replicate.readWebhook?.(payload, { predictionId: prediction.id })).toBeUndefined();
  });
});
