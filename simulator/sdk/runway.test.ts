import RunwayML, {
  APIError,
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  RateLimitError,
} from "@runwayml/sdk";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runway } from "../dialects/runway/dialect.ts";
import { type Simulator, startSimulator } from "../server.ts";

let simulator: Simulator;
let client: RunwayML;
const clientOf = (apiKey: string) =>
  new RunwayML({ apiKey, baseURL: `${simulator.origin}/runway`, maxRetries: 0, logLevel: "off" });
beforeAll(async () => {
  simulator = await startSimulator({ dialects: [runway], jobSeconds: 0.3 });
  client = clientOf("key_simulated");
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const leaves = (promptText: string) =>
  client.textToVideo.create({ model: "gen4.5", promptText, ratio: "1280:720", duration: 5 });
type Task = RunwayML.TaskRetrieveResponse;

async function ended(id: string): Promise<Task> {
  let task = await client.tasks.retrieve(id);
  const read = async () => {
    task = await client.tasks.retrieve(id);
    return ["SUCCEEDED", "FAILED", "CANCELLED"].includes(task.status);
  };
  await expect.poll(read, { interval: 30, timeout: 10_000 }).toBe(true);
  return task;
}
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof APIError)) throw new Error("not refused");
  return error;
};
const bodyOf = (error: APIError) => JSON.parse(JSON.stringify(error.error));
async function send(headers: Record<string, string>, body: object) {
  const address = `${simulator.origin}/runway/v1/text_to_video`;
  const all = { authorization: "Bearer key", "content-type": "application/json", ...headers };
  return fetch(address, { method: "POST", headers: all, body: JSON.stringify(body) });
}

test("the official client creates a task and follows it to a playable output at the announced cost", async () => {
  const { id, estimatedCost } = await leaves("Slow push-in, leaves moving");
  expect(estimatedCost.credits).toBe(60);
  const task = await ended(id);
  expect(task).toMatchObject({ status: "SUCCEEDED", cost: { credits: 60 } });
  expect(task).not.toHaveProperty("estimatedCost");
  const [url = ""] = task.status === "SUCCEEDED" ? task.output : [];
  const file = await fetch(url);
  expect(file.headers.get("content-type")).toBe("video/mp4");
  await file.body?.cancel();
  expect(simulator.ledger.totals("runway").chargedMicros).toBe(600_000);
});

test("a task that waits tells its estimate and no progress", async () => {
  const { id } = await leaves("Leaves [[slow:60]]");
  const waiting = await client.tasks.retrieve(id);
  expect(waiting).toMatchObject({ status: "PENDING", estimatedCost: { credits: 60 } });
  expect(waiting).not.toHaveProperty("progress");
});

test("progress is told while the task runs, and only then", async () => {
  const { id } = await leaves("Leaves [[slow:3]]");
  const running = async () => (await client.tasks.retrieve(id)).status;
  await expect.poll(running, { interval: 50, timeout: 15_000 }).toBe("RUNNING");
  const task = await client.tasks.retrieve(id);
  expect(task.status === "RUNNING" && task.progress).toBeGreaterThanOrEqual(0);
});

test("a link is new whenever the task is read", async () => {
  const { id } = await leaves("Leaves");
  const first = await ended(id);
  const later = async () => JSON.stringify(await client.tasks.retrieve(id));
  await expect.poll(later, { interval: 100, timeout: 5000 }).not.toBe(JSON.stringify(first));
});

test("tasks beyond the concurrency of the account are throttled, not refused", async () => {
  for (let index = 0; index < 3; index++) await leaves(`Leaves ${index} [[hang]]`);
  const running = () => simulator.core.list("runway").filter(({ state }) => state === "running").length;
  await expect.poll(running, { interval: 30, timeout: 5000 }).toBe(3);
  const { id } = await leaves("One more");
  expect(await client.tasks.retrieve(id)).toMatchObject({
    status: "THROTTLED",
    estimatedCost: { credits: 60 },
  });
});

test("a deleted task is gone, whether it ran or had ended", async () => {
  const { id } = await leaves("Leaves [[hang]]");
  await client.tasks.delete(id);
  const error = await failureOf(client.tasks.retrieve(id));
  expect(error).toBeInstanceOf(NotFoundError);
  expect(bodyOf(error)).toEqual({ error: "Could not find Task" });
  await expect(client.tasks.delete(id)).rejects.toBeInstanceOf(NotFoundError);
  expect(simulator.ledger.totals("runway")).toMatchObject({ chargedMicros: 0, refundedMicros: 600_000 });
});

test("a body that does not fit is refused with issues that name code and place", async () => {
  const wrong = { model: "gen4.5", promptText: "x".repeat(1001), ratio: "1:1", duration: 11, style: "noir" };
  const answer = await send({ "x-runway-version": "2024-11-06" }, wrong);
  expect(answer.status).toBe(400);
  const { error, issues } = await answer.json();
  expect(error).toBe("Validation of body failed");
  expect(issues).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: "too_big", maximum: 10, inclusive: true, path: ["duration"] }),
      expect.objectContaining({ code: "too_big", maximum: 1000, path: ["promptText"] }),
      expect.objectContaining({ code: "invalid_value", values: ["1280:720", "720:1280"], path: ["ratio"] }),
      expect.objectContaining({ code: "unrecognized_keys", keys: ["style"] }),
    ]),
  );
  const unknown = await (await send({ "x-runway-version": "2024-11-06" }, { model: "gen3a_turbo" })).json();
  expect(unknown.issues).toMatchObject([{ code: "invalid_union", discriminator: "model", path: ["model"] }]);
});

test.each(["", "2023-01-01"])("the version '%s' is refused without issues", async (version) => {
  const answer = await send(
    { "x-runway-version": version },
    { model: "gen4.5", promptText: "x", ratio: "1280:720", duration: 5 },
  );
  expect(answer.status).toBe(400);
  expect(await answer.json()).not.toHaveProperty("issues");
  expect(simulator.ledger.totals("runway").tasks).toBe(0);
});

test("moderation settings are for Runway's own models", async () => {
  const veo = {
    model: "veo3.1",
    promptText: "x",
    ratio: "1280:720",
    contentModeration: { publicFigureThreshold: "low" },
  };
  const { issues } = await (await send({ "x-runway-version": "2024-11-06" }, veo)).json();
  expect(issues).toMatchObject([{ code: "unrecognized_keys", keys: ["contentModeration"] }]);
});

test("an account without credits is refused with 400, in words only", async () => {
  simulator.ledger.setBalance("runway", 590_000);
  const error = await failureOf(leaves("Leaves"));
  expect(error).toBeInstanceOf(BadRequestError);
  expect(bodyOf(error).error).toBe("You do not have enough credits to run this task.");
  expect(bodyOf(error)).not.toHaveProperty("issues");
});

test("a key that does not hold is refused", async () => {
  await expect(clientOf("key_revoked").organization.retrieve()).rejects.toBeInstanceOf(AuthenticationError);
});

test("the daily limit is 429 without a delay", async () => {
  const error = await failureOf(leaves("Leaves [[rate]]"));
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error.headers?.get("retry-after")).toBeNull();
});

test("a lost answer leaves a task behind that was taken", async () => {
  await expect(leaves("Leaves [[reset-after-accept]]")).rejects.toBeInstanceOf(Error);
  expect(simulator.ledger.totals("runway").tasks).toBe(1);
});

test.each([
  ["policy", "SAFETY.INPUT.TEXT"],
  ["late-policy", "SAFETY.OUTPUT"],
  ["fail", "INTERNAL.BAD_OUTPUT.CODE01"],
  ["failure:THIRD_PARTY.UNAVAILABLE", "THIRD_PARTY.UNAVAILABLE"],
  ["failure:INPUT_PREPROCESSING.SAFETY.THIRD_PARTY", "INPUT_PREPROCESSING.SAFETY.THIRD_PARTY"],
  ["failure", undefined],
])("the word %s is a task that was taken and fails with %s", async (word, failureCode) => {
  const { id } = await leaves(`Leaves [[${word}]]`);
  const task = await ended(id);
  expect(task).toMatchObject({ status: "FAILED", failure: expect.any(String) });
  expect(task.status === "FAILED" && task.failureCode).toBe(failureCode);
});

test("an uploaded picture opens the video; one that is none is an invalid asset", async () => {
  const png = await sharp({
    create: {
      width: 640,
      height: 640,
      channels: 3,
      background: "white",
      noise: { type: "gaussian", mean: 120, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const { uri } = await client.uploads.createEphemeral({
    file: new File([new Uint8Array(png)], "a.png", { type: "image/png" }),
  });
  expect(uri).toMatch(/^runway:\/\//);
  const create = (link: string) =>
    client.imageToVideo.create({
      model: "gen4.5",
      promptImage: [{ uri: link, position: "first" }],
      promptText: "Slow push-in",
      ratio: "960:960",
      duration: 5,
    });
  const { id } = await create(uri);
  expect(simulator.core.find("runway", id)).toMatchObject({ width: 960, height: 960 });
  const error = await failureOf(create("data:image/png;base64,bm8gcGljdHVyZQ=="));
  expect(bodyOf(error).issues).toMatchObject([{ code: "custom" }]);
  const local = await failureOf(create("http://192.0.2.1/a.png"));
  expect(bodyOf(local).issues).toMatchObject([{ path: ["promptImage", 0, "uri"] }]);
});

test("the organization tells credits, limits and use, and the days what each model spent", async () => {
  const before = (await client.organization.retrieve()).creditBalance;
  await ended((await leaves("Leaves")).id);
  const after = await client.organization.retrieve();
  expect(before - after.creditBalance).toBe(60);
  expect(after.tier.models["gen4.5"]).toEqual({ maxConcurrentGenerations: 3, maxDailyGenerations: 500 });
  expect(after.usage.models["gen4.5"]).toEqual({ dailyGenerations: 1 });
  const usage = await client.organization.retrieveUsage({});
  expect(usage).toMatchObject({
    models: ["gen4.5"],
    results: [{ usedCredits: [{ model: "gen4.5", amount: 60 }] }],
  });
  const wide = client.organization.retrieveUsage({ startDate: "2026-01-01", beforeDate: "2026-11-01" });
  await expect(wide).rejects.toBeInstanceOf(BadRequestError);
});
