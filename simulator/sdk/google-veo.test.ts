import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { GoogleGenAI } from "@google/genai";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../server.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.3 });
});
afterAll(() => simulator.close());

/** The version that the client itself brings along: another one's classes are foreign to it. */
const { OAuth2Client } = createRequire(import.meta.resolve("@google/genai"))("google-auth-library");
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

async function askToken(issuer: string, life = "1h"): Promise<Response> {
  const assertion = await new SignJWT({ scope: "https://www.googleapis.com/auth/cloud-platform" })
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(issuer)
    .setAudience("https://oauth2.googleapis.com/token")
    .setIssuedAt()
    .setExpirationTime(life)
    .sign(privateKey);
  const grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  return fetch(`${simulator.origin}/google-veo/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type, assertion }),
  });
}

async function clientOf(token?: string): Promise<GoogleGenAI> {
  const authClient = new OAuth2Client();
  const issued = token ?? (await (await askToken("sim@example.iam.gserviceaccount.com")).json()).access_token;
  authClient.setCredentials({ access_token: issued });
  return new GoogleGenAI({
    vertexai: true,
    project: "studio",
    location: "us-central1",
    googleAuthOptions: { authClient },
    httpOptions: { baseUrl: `${simulator.origin}/google-veo`, apiVersion: "v1" },
  });
}

const begin = async (prompt: string, client?: GoogleGenAI, config: object = {}) =>
  (client ?? (await clientOf())).models.generateVideos({
    model: "veo-3.1-fast-generate-001",
    source: { prompt },
    config: { durationSeconds: 4, aspectRatio: "16:9", generateAudio: false, ...config },
  });

async function finished(begun: Awaited<ReturnType<typeof begin>>) {
  const client = await clientOf();
  let operation = begun;
  await expect
    .poll(
      async () => {
        operation = await client.operations.getVideosOperation({ operation });
        return operation.done;
      },
      { interval: 60, timeout: 20_000 },
    )
    .toBe(true);
  return operation;
}

test("the official client begins an operation and finds the film in the answer", async () => {
  const begun = await begin("A paper boat");
  expect(begun.done).toBeFalsy();
  const done = await finished(begun);
  const video = done.response?.generatedVideos?.[0]?.video;
  expect(video?.mimeType).toBe("video/mp4");
  expect(
    Buffer.from(video?.videoBytes ?? "", "base64")
      .subarray(4, 8)
      .toString(),
  ).toBe("ftyp");
});

test("a filtered film is done without an error and without a film", async () => {
  const done = await finished(await begin("A boat [[late-policy]]"));
  expect(done.error).toBeUndefined();
  expect(done.response?.raiMediaFilteredCount).toBe(1);
  expect(done.response?.raiMediaFilteredReasons?.[0]).toContain("usage guidelines");
});

test("a technical failure carries an rpc code", async () => {
  const done = await finished(await begin("A boat [[fail]]"));
  expect(done.error).toMatchObject({ code: 13 });
});

test.each([
  ["policy", 400],
  ["quota", 402],
  ["rate", 429],
  ["refuse-before-accept", 503],
])("the word %s is refused with %i", async (word, status) => {
  await expect(begin(`A boat [[${word}]]`)).rejects.toMatchObject({ status });
});

test("a delay is told as RetryInfo", async () => {
  const refused = begin("A boat [[retry-after:31]]");
  await expect(refused).rejects.toThrow(/"retryDelay":"31s"/);
});

test("a size that needs 8 seconds, an unknown field and an unknown operation are refused", async () => {
  await expect(begin("A boat", undefined, { resolution: "1080p" })).rejects.toMatchObject({ status: 400 });
  await expect(begin("A boat", undefined, { fps: 30 })).rejects.toMatchObject({ status: 400 });
  const begun = await begin("A boat [[slow:600]]");
  begun.name = begun.name?.replace(/[^/]+$/, "no-such-operation");
  const client = await clientOf();
  await expect(client.operations.getVideosOperation({ operation: begun })).rejects.toMatchObject({
    status: 404,
  });
});

test("a token that nobody issued, and an account that is revoked, are refused", async () => {
  await expect(begin("A boat", await clientOf("ya29.1.forged"))).rejects.toMatchObject({ status: 401 });
  expect((await askToken("revoked@example.iam.gserviceaccount.com")).status).toBe(400);
  expect((await askToken("sim@example.iam.gserviceaccount.com", "3h")).status).toBe(400);
});
