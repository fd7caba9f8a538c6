import { describe, expect, it } from "vitest";
import { jobInput, rendererKey, signWebhook, verifyWebhook } from "./protocol.ts";

const secret = "s".repeat(40);
const now = new Date("2026-03-01T12:00:00Z");
const job = { externalId: "a", prompt: "sea", width: 640, height: 360, durationSeconds: 2, seed: 1 };

describe("webhook signature", () => {
  const body = '{"a":1}';
  const headers = signWebhook(secret, "msg_1", body, now);

  it("holds for the signed body", () => {
    expect(verifyWebhook(secret, headers, body, now)).toBe(true);
  });

  it("fails for another body, id, secret or stamp", () => {
    expect(verifyWebhook(secret, headers, '{"a":2}', now)).toBe(false);
    expect(verifyWebhook(secret, { ...headers, "webhook-id": "msg_2" }, body, now)).toBe(false);
    expect(verifyWebhook("t".repeat(40), headers, body, now)).toBe(false);
    expect(verifyWebhook(secret, { ...headers, "webhook-timestamp": "x" }, body, now)).toBe(false);
  });

  it("fails when it is older than five minutes", () => {
    expect(verifyWebhook(secret, headers, body, new Date(now.getTime() + 301_000))).toBe(false);
  });

  it("is not made with the key that opens the API", () => {
    expect(rendererKey(secret)).not.toContain(headers["webhook-signature"].slice(3));
  });
});

describe("jobInput", () => {
  it.each([
    ["an odd width", { width: 641 }],
    ["too many pixels", { width: 2560, height: 2560 }],
    ["a file address", { imageUrl: "file:///etc/passwd" }],
    ["an unknown field", { shell: "ls" }],
    ["no prompt", { prompt: "" }],
    ["an endless clip", { durationSeconds: 600 }],
  ])("refuses %s", (_, change) => {
    expect(jobInput.safeParse({ ...job, ...change }).success).toBe(false);
  });

  it("takes a plain job and fills in the frame rate", () => {
    expect(jobInput.parse(job).fps).toBe(24);
  });
});
