import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { standardWebhookFacts, unsignedFacts, verifyStandardWebhook } from "./standard-webhooks.ts";

const secret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=";
const kling = {
  id: "9876543210",
  timestamp: 1781080794,
  body: '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}',
  signature: "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=",
};
const replicateSecret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const replicate = {
  id: "msg_sim_1",
  timestamp: 1800000000,
  body: '{"id":"simpred0001","status":"succeeded","output":"https://replicate.delivery/sim/out.mp4","error":null}',
  signature: "v1,2td0iatrwtB4QKV7SSl4iCywlpxGi4HStpirNyKwOV4=",
};

type Vector = typeof kling;
const received = ({ id, timestamp, body, signature }: Vector, lateSeconds = 0) => ({
  headers: new Headers({
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signature,
  }),
  rawBody: body,
  now: new Date((timestamp + lateSeconds) * 1000),
});

describe("Standard Webhooks", () => {
  it("accepts the vendors' own vectors and names the message", () => {
    expect(verifyStandardWebhook([secret], received(kling))).toBe(kling.id);
    expect(verifyStandardWebhook([replicateSecret], received(replicate))).toBe(replicate.id);
  });

  it.each([-300, 0, 300])("accepts a stamp that is %i seconds away, and no further one", (lateSeconds) => {
    expect(verifyStandardWebhook([secret], received(kling, lateSeconds))).toBe(kling.id);
    const further = lateSeconds + (lateSeconds < 0 ? -1 : 301);
    expect(verifyStandardWebhook([secret], received(kling, further))).toBeUndefined();
  });

  it("accepts any of several secrets and any of several signatures", () => {
    expect(verifyStandardWebhook([replicateSecret, secret], received(kling))).toBe(kling.id);
    const several = { ...kling, signature: `v1,AAAA ${replicate.signature} v2,x ${kling.signature}` };
    expect(verifyStandardWebhook([secret], received(several))).toBe(kling.id);
  });

  it.each<[string, Partial<Vector>]>([
    ["another body", { body: `${kling.body} ` }],
    ["another id", { id: "9876543211" }],
    ["no id", { id: "" }],
    ["another version", { signature: kling.signature.replace("v1,", "v1a,") }],
    ["no version", { signature: kling.signature.slice(3) }],
    ["a cut signature", { signature: kling.signature.slice(0, -2) }],
    ["no signature", { signature: "" }],
    ["a stamp of another second", { timestamp: kling.timestamp + 1 }],
  ])("refuses %s", (_, change) => {
    expect(verifyStandardWebhook([secret], received({ ...kling, ...change }))).toBeUndefined();
  });

  it.each(["", "NaN", "1781080794.0", "0x6a2921fa", " 1781080794 x"])("refuses the stamp %j", (stamp) => {
    const one = received(kling);
    one.headers.set("webhook-timestamp", stamp);
    expect(verifyStandardWebhook([secret], one)).toBeUndefined();
  });

  it("refuses everything where the secret is empty or another one", () => {
    expect(verifyStandardWebhook([], received(kling))).toBeUndefined();
    const mac = createHmac("sha256", "").update(`${kling.id}.${kling.timestamp}.${kling.body}`);
    const keyless = received({ ...kling, signature: `v1,${mac.digest("base64")}` });
    for (const one of [received(kling), keyless])
      expect(verifyStandardWebhook(["", "whsec_", replicateSecret], one)).toBeUndefined();
  });

  it("agrees with the scheme's own package in both directions", () => {
    const oracle = new Webhook(secret);
    for (const body of ["{}", '{"a":"ä €"}', `{"long":"${"x".repeat(10_000)}"}`]) {
      const now = new Date(Math.floor(Date.now() / 1000) * 1000);
      const signature = oracle.sign("msg_1", now, body);
      const one = received({ id: "msg_1", timestamp: now.getTime() / 1000, body, signature });
      expect(verifyStandardWebhook([secret], one)).toBe("msg_1");
      expect(() => oracle.verify(body, Object.fromEntries(one.headers))).not.toThrow();
    }
  });
});

describe("facts of a callback", () => {
  const eventIdOf = (payload: Record<string, unknown>) =>
    typeof payload.id === "string" ? `${payload.id}/x` : undefined;

  it("take the message id of a signed one, and require a signature where there is a secret", () => {
    expect(standardWebhookFacts([secret], received(kling), eventIdOf)).toMatchObject({
      eventId: kling.id,
      verifiedBy: "standard-webhooks",
      payload: { status: "succeeded" },
    });
    const unsigned = { ...received(kling), headers: new Headers() };
    expect(standardWebhookFacts([secret], unsigned, eventIdOf)).toBeUndefined();
  });

  it("are those of a hint where there is no secret", () => {
    expect(standardWebhookFacts([], received(kling), eventIdOf)).toMatchObject({
      eventId: "1234567890/x",
      verifiedBy: "unsigned",
    });
  });

  it.each(["", "[]", "null", "7", "{", "<html>"])("are none for the body %j", (rawBody) => {
    expect(unsignedFacts({ ...received(kling), rawBody }, eventIdOf)).toBeUndefined();
  });
});
