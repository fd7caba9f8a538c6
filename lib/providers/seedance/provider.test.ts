import { afterEach, describe, expect, it } from "vitest";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { answerJson, startVendorServer, type VendorServer } from "#lib/testing/vendor-server.ts";
import { createSeedanceProvider } from "./provider.ts";

const path = "/contents/generations/tasks";
let server: VendorServer | undefined;
afterEach(() => server?.close());

async function seedanceWith(respond: Parameters<typeof startVendorServer>[0]) {
  server = await startVendorServer(respond);
  return createSeedanceProvider({
    baseUrl: server.origin,
    apiKey: "key",
    reachesUs: true,
    kind: "simulated",
  });
}
const operation = { taskId: "cgt-1" };
const methods = () => server?.heard.map(({ method }) => method);

describe("Seedance", () => {
  it("takes a task and is asked for it by its id", async () => {
    const seedance = await seedanceWith(({ method }, response) =>
      answerJson(response, 200, method === "POST" ? { id: "cgt-1" } : { id: "cgt-1", status: "running" }),
    );
    expect(await seedance.submit(submitRequest("seedance-2.0"))).toEqual({ kind: "accepted", operation });
    expect(await seedance.observe(operation)).toMatchObject({ kind: "pending" });
    expect(server?.heard.map((heard) => heard.path)).toEqual([path, `${path}/cgt-1`]);
  });

  it.each([
    ["queued", ["GET", "DELETE"]],
    ["running", ["GET"]],
    ["succeeded", ["GET"]],
  ])("is told to delete a %s task only where that cancels it", async (status, expected) => {
    const seedance = await seedanceWith((_, response) => answerJson(response, 200, { id: "cgt-1", status }));
    await seedance.cancel?.(operation);
    expect(methods()).toEqual(expected);
  });

  it("loses the race for a cancel without an error, and reports a vendor that does not answer", async () => {
    let status = 409;
    const seedance = await seedanceWith(({ method }, response) =>
      answerJson(response, method === "GET" ? 200 : status, { id: "cgt-1", status: "queued" }),
    );
    await seedance.cancel?.(operation);
    status = 500;
    await expect(seedance.cancel?.(operation)).rejects.toThrow("500");
  });

  it("finds a task by the identifier that was our attempt, and by nothing like it", async () => {
    const items = ["att_10", "att_1"].map((identifier, index) => ({
      id: `cgt-${index}`,
      status: "queued",
      safety_identifier: identifier,
    }));
    const seedance = await seedanceWith((_, response) => answerJson(response, 200, { total: 2, items }));
    expect(await seedance.findByToken?.("att_1")).toEqual({
      kind: "accepted",
      operation: { taskId: "cgt-1" },
    });
    expect(await seedance.findByToken?.("att_2")).toBeUndefined();
  });

  it("reads on where a page of the list is full", async () => {
    const page = Array.from({ length: 100 }, (_, index) => ({ id: `cgt-${index}`, status: "queued" }));
    const seedance = await seedanceWith(({ query }, response) => {
      const last = [{ id: "cgt-last", status: "running", safety_identifier: "att_1" }];
      answerJson(response, 200, { total: 101, items: query.get("page_num") === "1" ? page : last });
    });
    expect(await seedance.findByToken?.("att_1")).toMatchObject({ operation: { taskId: "cgt-last" } });
  });

  it("hints by its callbacks and is read again", async () => {
    const seedance = await seedanceWith((_, response) => answerJson(response, 404, {}));
    const payload = { id: "cgt-1", status: "succeeded", updated_at: 7 };
    const received = { headers: new Headers(), rawBody: JSON.stringify(payload), now: new Date() };
    expect(await seedance.verifyWebhook?.(received)).toMatchObject({
      verifiedBy: "unsigned",
      eventId: "cgt-1/succeeded/7",
    });
    expect(seedance.readWebhook?.(payload, operation)).toBeUndefined();
    expect(await seedance.observe(operation)).toEqual({ kind: "missing" });
  });

  it.each([429, 500, 503])("says nothing of a task when it answers %i", async (status) => {
    const seedance = await seedanceWith((_, response) =>
      answerJson(response, status, { error: { code: "X" } }),
    );
    await expect(seedance.observe(operation)).rejects.toThrow(String(status));
  });
});
