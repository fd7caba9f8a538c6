import { afterAll, beforeAll, expect, test } from "vitest";
import { failureIn, followJob, operationIn } from "#lib/testing/follow-job.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { googleVeo as dialect } from "#simulator/dialects/google-veo/dialect.ts";
import { simulatorEnvironment } from "#simulator/environment.ts";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { createGoogleVeoProvider, type GoogleVeoSettings } from "./provider.ts";

const model = "veo-3.1-fast";
let simulator: Simulator;
let settings: GoogleVeoSettings;
const veo = () => createGoogleVeoProvider(settings);

beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.3, dialects: [dialect] });
  settings = {
    baseUrl: `${simulator.origin}/google-veo`,
    tokenUrl: `${simulator.origin}/google-veo/token`,
    project: "simulated-project",
    location: "us-central1",
    credentials: simulatorEnvironment(simulator.origin).GOOGLE_VEO_CREDENTIALS ?? "",
    reachesUs: true,
    kind: "simulated",
  };
});
afterAll(() => simulator.close());

test("a take is made with a service account's token, and its film comes inline", async () => {
  const provider = veo();
  expect(await provider.reachable()).toBe(true);
  const sources = [await realPicture(0)];
  const request = submitRequest(model, { sources, negativePrompt: "blur", seed: 3, audio: true });
  const seen = await followJob(provider, operationIn(await provider.submit(request)));
  const [output] = seen.kind === "succeeded" ? seen.outputs : [];
  const film = await fetch(output?.url ?? "");
  expect(film.headers.get("content-type")).toBe("video/mp4");
  const head = Buffer.from(await film.arrayBuffer()).subarray(4, 8);
  expect(head.toString()).toBe("ftyp");
});

test("a service account that Google refuses is an auth failure, and nothing was sent", async () => {
  settings = { ...settings, tokenUrl: `${simulator.origin}/google-veo/nothing-here` };
  const outcome = await veo().submit(submitRequest(model));
  expect(failureIn(outcome)).toMatchObject({ kind: "auth", code: "provider_auth" });
});

test("a sign-in that nobody answers is transient, and nothing was sent", async () => {
  settings = { ...settings, tokenUrl: "http://127.0.0.1:9/token" };
  const outcome = await veo().submit(submitRequest(model));
  expect(failureIn(outcome)).toMatchObject({ kind: "transient", code: "provider_unavailable" });
  expect(await veo().reachable()).toBe(false);
});

test("credentials that are no service account are told in one line that does not repeat them", () => {
  const broken = () => createGoogleVeoProvider({ ...settings, credentials: '{"private_key":"secret"}' });
  expect(broken).toThrow(/^GOOGLE_VEO_CREDENTIALS is not the JSON of a service account\.$/);
});
