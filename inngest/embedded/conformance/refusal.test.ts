import { Inngest, type InngestFunction } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bearerOf } from "../sign.ts";
import type { Build } from "./harness/app.ts";
import { signingKey } from "./harness/keys.ts";
import { type EmbeddedSuite, realServer, startEmbedded } from "./harness/target.ts";

const build: Build = (client) => [
  client.createFunction(
    { id: "signal", triggers: [{ event: "refusal/signal" }], retries: 3 },
    async ({ step }) => step.waitForSignal("signal", { signal: "x", timeout: "1h" }),
  ),
  client.createFunction(
    { id: "fetch", triggers: [{ event: "refusal/fetch" }], retries: 3 },
    async ({ step }) => step.fetch("http://127.0.0.1:9/"),
  ),
];

const declared = new Inngest({ id: "declared" });
const triggers = [{ event: "refusal/declared" }];
const body = async () => {};
const unsupported: Record<string, InngestFunction.Any> = {
  debounce: declared.createFunction({ id: "f", triggers, debounce: { period: "5s" } }, body),
  batchEvents: declared.createFunction(
    { id: "f", triggers, batchEvents: { maxSize: 3, timeout: "2s" } },
    body,
  ),
  throttle: declared.createFunction({ id: "f", triggers, throttle: { limit: 1, period: "1m" } }, body),
  rateLimit: declared.createFunction({ id: "f", triggers, rateLimit: { limit: 1, period: "1m" } }, body),
  singleton: declared.createFunction({ id: "f", triggers, singleton: { mode: "skip" } }, body),
  priority: declared.createFunction({ id: "f", triggers, priority: { run: "100" } }, body),
};
const odd: Record<string, object> = {
  "timeouts.start": { timeouts: { start: "1h" } },
  "cron with jitter": { triggers: [{ cron: "* * * * *", jitter: "5s" }] },
  "cron that cannot be read": { triggers: [{ cron: "61 * * * *" }] },
  "condition that cannot be read": { triggers: [{ event: "x", expression: "event.data. ==" }] },
  "key that cannot be read": { concurrency: [{ limit: 1, key: "((" }] },
  "concurrency of nothing": { concurrency: 0 },
  "three concurrency limits": { concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }] },
  "cancellation that cannot be read": { cancel: [{ event: "x", if: "a ==" }] },
  "setting nobody knows": { teleport: true },
};

describe.skipIf(realServer)("what the embedded engine does not support", () => {
  let suite: EmbeddedSuite;
  beforeAll(async () => {
    suite = await startEmbedded(build);
  });
  afterAll(() => suite.close());

  const register = async (config: object) => {
    const response = await fetch(`${suite.engine().url}/fn/register`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearerOf(signingKey)}` },
      body: JSON.stringify({
        appName: "declared",
        sdk: "js:v4.24.0",
        url: suite.app.url,
        functions: [config],
      }),
    });
    return { status: response.status, body: await response.json() };
  };
  const plain = { id: "declared-f", name: "f", triggers, steps: { step: { id: "step", name: "step" } } };

  it.each(Object.keys(unsupported))(
    "refuses a function with %s at registration, by name",
    async (setting) => {
      const config: unknown = Reflect.get(unsupported[setting] ?? {}, "opts");
      expect(config).toHaveProperty(setting);
      const { status, body: answer } = await register({ ...plain, ...Object(config), id: "declared-f" });
      expect(status).toBe(400);
      expect(answer).toEqual(
        expect.objectContaining({
          status: 400,
          error: `declared-f: ${setting} is not supported by the embedded engine`,
        }),
      );
    },
  );

  it.each(Object.keys(odd))("refuses a %s at registration, with the function's name", async (name) => {
    const { status, body: answer } = await register({ ...plain, ...odd[name] });
    expect(status).toBe(400);
    expect(JSON.stringify(answer)).toContain("declared-f");
  });

  it("takes the same function without them", async () => {
    expect(await register(plain)).toEqual({ status: 200, body: { ok: true, modified: true } });
    expect(await register(plain)).toEqual({ status: 200, body: { ok: true, modified: false } });
  });

  it.each(["signal", "fetch"])("fails a run that uses step.%s at once, saying why", async (name) => {
    const subject = suite.world.newSubject();
    await suite.send({ name: `refusal/${name}`, data: { subject } });
    const { error } = await suite.world.ended(subject, name);
    expect(error).toEqual(
      expect.objectContaining({
        name: "UnsupportedError",
        message: expect.stringContaining("is not supported"),
      }),
    );
  });
});
