import { request as httpRequest, type RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { bearerOf, signBody } from "../sign.ts";
import type { Build } from "./harness/app.ts";
import { inspect } from "./harness/engine-process.ts";
import { otherSigningKey, signingKey } from "./harness/keys.ts";
import { type EmbeddedSuite, realServer, startEmbedded } from "./harness/target.ts";
import { until } from "./harness/until.ts";

const build: Build = (client, world) => [
  client.createFunction(
    { id: "signed", triggers: [{ event: "signing/run" }], retries: 2 },
    async ({ event, step }) => step.run("work", () => world.effect(`work ${event.data.subject}`)),
  ),
];

const call = JSON.stringify({
  ctx: { attempt: 0, run_id: "forged", stack: { current: 0, stack: [] } },
  event: { data: { subject: "forged" }, name: "signing/run" },
  events: [],
  steps: {},
  version: -1,
});
const minute = 60_000;

/** Answers every call itself, as something between the engine and the app could, until `honest` is called. */
function impostor(headers: Record<string, string>) {
  let answered = 0;
  let honest = false;
  const between =
    (listener: RequestListener): RequestListener =>
    (request, response) => {
      if (honest || request.method !== "POST") return listener(request, response);
      answered += 1;
      request.resume();
      response.writeHead(200, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify("forged result"));
    };
  return {
    between,
    answered: () => answered,
    makeHonest: () => {
      honest = true;
    },
  };
}

describe.skipIf(realServer)("signatures", () => {
  let suite: EmbeddedSuite;
  afterEach(() => suite.close());

  const post = (body: string, headers: Record<string, string>, method = "POST") =>
    new Promise<number>((resolve, reject) => {
      const url = new URL("/api/inngest?fnId=conformance-signed&stepId=step", suite.app.url);
      const request = httpRequest(
        url,
        { method, headers: { "content-type": "application/json", ...headers } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      request.on("error", reject);
      request.end(body);
    });

  it("are required by the app: forged, old, future and missing ones run nothing", async () => {
    suite = await startEmbedded(build);
    const now = Date.now();
    const refused: Record<string, string>[] = [
      {},
      { "x-inngest-signature": "t=1&s=abc" },
      { "x-inngest-signature": signBody(call, otherSigningKey, now) },
      { "x-inngest-signature": signBody(`${call} `, signingKey, now) },
      { "x-inngest-signature": signBody(call, signingKey, now - 6 * minute) },
      { "x-inngest-signature": signBody(call, signingKey, now + 6 * minute) },
    ];
    for (const headers of refused) expect(await post(call, headers)).toBe(401);
    expect(await post("{}", { "x-inngest-sync-kind": "in_band" }, "PUT")).toBe(401);
    expect(suite.world.count("work forged")).toBe(0);
    expect(await post(call, { "x-inngest-signature": signBody(call, signingKey, now) })).toBe(206);
    expect(suite.world.count("work forged")).toBe(1);
  });

  it.each([
    ["without the SDK's headers", {}],
    ["without a signature", { "x-inngest-sdk": "inngest-js:v4.24.0" }],
    [
      "signed with another key",
      {
        "x-inngest-sdk": "inngest-js:v4.24.0",
        "x-inngest-signature": signBody('"forged result"', otherSigningKey, Date.now()),
      },
    ],
    [
      "signed too long ago",
      {
        "x-inngest-sdk": "inngest-js:v4.24.0",
        "x-inngest-signature": signBody('"forged result"', signingKey, Date.now() - 6 * minute),
      },
    ],
  ])("are required of the app's answers: one %s is retried", async (_, headers) => {
    const middle = impostor(headers);
    suite = await startEmbedded(build, { between: middle.between }, { backoff: "0.3" });
    const subject = suite.world.newSubject();
    await suite.send({ name: "signing/run", data: { subject } });
    await until("a forged answer", () => middle.answered() > 0);
    middle.makeHonest();
    expect((await suite.world.ended(subject)).result).toBe(1);
  });

  it("are required on every door of the engine but health and events", async () => {
    suite = await startEmbedded(build);
    const subject = suite.world.newSubject();
    await suite.send({ name: "signing/run", data: { subject } });
    const { runId } = await suite.world.ended(subject);
    const { url } = suite.engine();
    const doors = [
      ["GET", "/inspect/runs"],
      ["GET", "/inspect/health"],
      ["GET", `/inspect/runs/${runId}`],
      ["POST", `/inspect/runs/${runId}/retry`],
      ["POST", `/inspect/runs/${runId}/cancel`],
      ["GET", `/v0/runs/${runId}/actions`],
      ["GET", `/v0/runs/${runId}/batch`],
      ["POST", `/v1/checkpoint/${runId}/async`],
      ["POST", "/fn/register"],
    ];
    for (const [method, path] of doors) {
      for (const authorization of [
        undefined,
        "Bearer ",
        `Bearer ${signingKey}`,
        `Bearer ${bearerOf(otherSigningKey)}`,
      ]) {
        const response = await fetch(new URL(path ?? "/", url), {
          method,
          headers: authorization ? { authorization } : {},
        });
        expect([path, response.status]).toEqual([path, 401]);
      }
    }
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
    expect((await inspect(url, "runs")).status).toBe(200);
  });

  it("keep the engine from taking functions of an app that holds another key", async () => {
    suite = await startEmbedded(build, { signingKey: otherSigningKey }, { awaitFunctions: false });
    const { url, output } = suite.engine();
    await until("the refusal", () => output().includes("HTTP 401"));
    expect((await inspect(url, "health")).body).toMatchObject({ functions: 0, appReachable: false });
  });
});
