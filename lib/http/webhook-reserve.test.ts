import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { newId } from "#lib/ids.ts";
import { signWebhook } from "#lib/render/protocol.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";

const secret = "a webhook secret for tests, longer than thirty-two";
let bench: TestBench;
let end = async (): Promise<void> => undefined;

beforeAll(async () => {
  bench = await createBench();
  vi.stubEnv("DATABASE_URL", bench.url);
  vi.stubEnv("DATABASE_POOL_SIZE", "1");
  vi.stubEnv("DAILIES_SECRET", secret);
  vi.stubEnv("DAILIES_PROMPT_KEY", "ab".repeat(32));
  vi.stubEnv("NEXTAUTH_SECRET", secret);
});
afterAll(async () => {
  await end();
  await bench.close();
});

it("the webhook door takes a callback in while everything else waits for the database's one connection", async () => {
  const { closeDatabase, database } = await import("#lib/services.ts");
  const { webhookDoor } = await import("./webhook-door.ts");
  end = closeDatabase;
  const body = JSON.stringify({ type: "job.started", data: { id: "anm_unheard" } });
  const headers = { ...signWebhook(secret, newId("receipt"), body, new Date()) };
  const status = await database().transaction(async () => {
    const request = new Request("http://localhost/api/webhooks/animatic", { method: "POST", headers, body });
    return (await webhookDoor(request, { params: Promise.resolve({ provider: "animatic" }) })).status;
  });
  expect(status).toBe(200);
});
