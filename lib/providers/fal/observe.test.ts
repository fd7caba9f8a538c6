import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import type { Provider } from "../types.ts";
import { createFalProvider } from "./provider.ts";

type Told = { status: number; body: unknown; headers?: Record<string, string> };

const operation = { requestId: "764c", paths: { status: "a/b/s", response: "a/b/r", cancel: "a/b/c" } };
const completed = { status: 200, body: { status: "COMPLETED", request_id: "764c" } };
const film = { status: 200, body: { video: { url: "https://v3b.fal.media/o.mp4" } } };
let vendor: VendorServer;
let told: { status: Told; result: Told };
let fal: Provider;

beforeAll(async () => {
  vendor = await startVendorServer(({ path }, response) => {
    const { status, body, headers } = path.endsWith("/r") ? told.result : told.status;
    if (path.includes("/upload/initiate"))
      return answerJson(response, 200, {
        upload_url: `${vendor.origin}/rest/put/1?sig=x`,
        file_url: "https://v3b.fal.media/files/a.png",
      });
    return answerJson(response, status, body, headers);
  });
  fal = createFalProvider({
    baseUrl: `${vendor.origin}/queue`,
    restUrl: `${vendor.origin}/rest`,
    apiKey: "id:secret",
    reachesUs: false,
    kind: "simulated",
  });
});
beforeEach(() => {
  told = { status: completed, result: film };
  vendor.heard.length = 0;
});
afterAll(() => vendor.close());

const inner = { detail: [{ loc: ["body"], msg: "m", type: "internal_server_error" }] };
const started = { detail: "x", error_type: "startup_timeout" };

test.each<[string, Told, string, string | undefined]>([
  ["the film", film, "succeeded", undefined],
  ["no film", { status: 200, body: { images: [] } }, "failed", "unknown"],
  [
    "still in progress",
    { status: 400, body: { detail: "Request is still in progress" } },
    "pending",
    undefined,
  ],
  ["the model's own 500", { status: 500, body: inner }, "failed", "transient"],
  ["a typed 504", { status: 504, body: started }, "failed", "transient"],
  [
    "a 504 that we asked for",
    { status: 504, body: started, headers: { "x-fal-request-timeout-type": "user" } },
    "failed",
    "unknown",
  ],
  ["an unknown request", { status: 404, body: { detail: "Not found" } }, "missing", undefined],
])("a completed request whose result is %s is told", async (_what, result, kind, failure) => {
  told.result = result;
  const seen = await fal.observe(operation);
  expect([seen.kind, seen.kind === "failed" ? seen.failure.kind : undefined]).toEqual([kind, failure]);
});

test.each<[string, Told]>([
  ["a 503 that names no cause", { status: 503, body: { detail: "busy" } }],
  ["a pause", { status: 429, body: { detail: "Too many requests" } }],
  ["a refused key", { status: 401, body: { detail: "Invalid key" } }],
  ["a locked account", { status: 403, body: { detail: "User is locked" } }],
])("%s at the result concludes nothing", async (_what, result) => {
  told.result = result;
  await expect(fal.observe(operation)).rejects.toThrow("fal answered");
});

test("completed may mean failed, and the words of other descriptions are understood", async () => {
  const body = { status: "COMPLETED", error: "Runner failed", error_type: "runner_scheduling_failure" };
  told.status = { status: 200, body };
  expect(await fal.observe(operation)).toMatchObject({ kind: "failed", failure: { kind: "transient" } });
  told.status = { status: 200, body: { status: "COMPLETED", error: "Something" } };
  expect(await fal.observe(operation)).toMatchObject({ kind: "failed" });
  told.status = { status: 200, body: { status: "CANCELED" } };
  expect(await fal.observe(operation)).toEqual({ kind: "canceled" });
  told.status = { status: 202, body: { status: "IN_QUEUE", queue_position: 3 } };
  expect(await fal.observe(operation)).toMatchObject({ kind: "pending", queuePosition: 3 });
});

test("a submission switches off the platform's retries and the keeping of words, and bounds the wait", async () => {
  told.status = { status: 200, body: { request_id: "1" } };
  const request = submitRequest("fal-kling-3.0-pro", { callbackUrl: "https://here.test/h?attempt=t" });
  expect(await fal.submit(request)).toMatchObject({ kind: "accepted" });
  const [heard] = vendor.heard;
  expect(heard?.headers).toMatchObject({
    authorization: "Key id:secret",
    "x-fal-no-retry": "1",
    "x-fal-store-io": "0",
    "x-fal-request-timeout": `${request.card.deadlineSeconds}`,
  });
  expect(heard?.query.get("fal_webhook")).toBe("https://here.test/h?attempt=t");
  expect(heard?.path).not.toContain("boat");
});

test("a large picture goes to fal's storage without our key, and by its address into the request", async () => {
  told.status = { status: 200, body: { request_id: "1" } };
  const sources = [await realPicture(3_000_000)];
  await fal.submit(submitRequest("fal-kling-3.0-pro", { sources }));
  const [begun, put, sent] = vendor.heard;
  expect(begun?.headers.authorization).toBe("Key id:secret");
  expect(put).toMatchObject({ method: "PUT", path: "/rest/put/1" });
  expect(put?.headers.authorization).toBeUndefined();
  expect(JSON.parse(sent?.body ?? "")).toMatchObject({
    start_image_url: "https://v3b.fal.media/files/a.png",
  });
});

test("a picture that cannot be placed is refused before anything is paid for", async () => {
  const unreachable = createFalProvider({
    baseUrl: `${vendor.origin}/queue`,
    restUrl: "http://127.0.0.1:9",
    apiKey: "id:secret",
    reachesUs: false,
    kind: "simulated",
  });
  const sources = [await realPicture(3_000_000)];
  const outcome = await unreachable.submit(submitRequest("fal-kling-3.0-pro", { sources }));
  expect(outcome).toMatchObject({ kind: "refused", failure: { kind: "transient" } });
  expect(vendor.heard).toHaveLength(0);
});
