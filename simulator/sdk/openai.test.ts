import { createCanvas } from "@napi-rs/canvas";
import OpenAI, { APIError, toFile } from "openai";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../server.ts";
import { startReceiver } from "../testing/receiver.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ jobSeconds: 0.3 });
});
afterAll(() => simulator.close());

const clientOf = (apiKey: string) =>
  new OpenAI({ apiKey, baseURL: `${simulator.origin}/openai/v1`, maxRetries: 0 });
const client = () => clientOf("sk-test");
const refusalOf = async (promise: Promise<unknown>): Promise<APIError> => {
  const error = await promise.catch((reason: unknown) => reason);
  if (error instanceof APIError) return error;
  throw new Error("The call was not refused");
};

function flatPicture(colour: string): Buffer {
  const canvas = createCanvas(64, 64);
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, 64, 64);
  return canvas.toBuffer("image/png");
}

test("a still comes back in the asked size and format, and is charged by its tokens", async () => {
  const before = simulator.ledger.totals("openai").chargedMicros;
  const made = await client().images.generate({
    model: "gpt-image-2",
    prompt: "A lighthouse",
    size: "1536x1024",
    quality: "low",
    output_format: "jpeg",
  });
  const picture = await sharp(Buffer.from(made.data?.[0]?.b64_json ?? "", "base64")).metadata();
  expect([picture.width, picture.height, picture.format]).toEqual([1536, 1024, "jpeg"]);
  const usage = made.usage;
  const micros = (usage?.input_tokens ?? 0) * 5 + (usage?.output_tokens ?? 0) * 30;
  expect(simulator.ledger.totals("openai").chargedMicros - before).toBe(micros);
});

test("an edit takes pictures as a form", async () => {
  const image = await toFile(flatPicture("#336699"), "source.png", { type: "image/png" });
  const made = await client().images.edit({
    model: "gpt-image-2",
    prompt: "Add a boat",
    image: [image],
    n: 2,
    quality: "low",
  });
  expect(made.data).toHaveLength(2);
  expect(made.usage?.input_tokens_details.image_tokens).toBe(800);
});

test.each([
  ["1000x1000", "size"],
  ["4096x512", "size"],
])("the size %s is refused by its name", async (size, param) => {
  const error = await refusalOf(
    client().images.generate({
      model: "gpt-image-2",
      prompt: "A boat",
      size: JSON.parse(JSON.stringify(size)),
    }),
  );
  expect([error.status, error.code, error.param]).toEqual([400, "invalid_value", param]);
});

test.each([
  ["policy", 400, "moderation_blocked"],
  ["quota", 429, "insufficient_quota"],
  ["rate", 429, "rate_limit_exceeded"],
  ["auth", 401, "invalid_api_key"],
  ["refuse-before-accept", 503, "server_is_overloaded"],
])("the word %s is refused with %i %s, and costs nothing", async (word, status, code) => {
  const before = simulator.ledger.totals("openai").tasks;
  const error = await refusalOf(
    client().images.generate({ model: "gpt-image-2", prompt: `A boat [[${word}]]`, quality: "low" }),
  );
  expect([error.status, error.code]).toEqual([status, code]);
  expect(simulator.ledger.totals("openai").tasks).toBe(before);
});

test("a lost answer leaves a paid still behind", async () => {
  const before = simulator.ledger.totals("openai").tasks;
  const lost = client().images.generate({
    model: "gpt-image-2",
    prompt: "A boat [[reset-after-accept]]",
    quality: "low",
  });
  await expect(lost).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  expect(simulator.ledger.totals("openai").tasks).toBe(before + 1);
});

test("moderation flags what its words and its markers say", async () => {
  const url = (bytes: Buffer) => `data:image/png;base64,${bytes.toString("base64")}`;
  const judge = async (text: string, image: Buffer) => {
    const { results } = await client().moderations.create({
      model: "omni-moderation-latest",
      input: [
        { type: "text", text },
        { type: "image_url", image_url: { url: url(image) } },
      ],
    });
    return results[0];
  };
  expect((await judge("A boat", flatPicture("#336699")))?.flagged).toBe(false);
  const byText = await judge("A boat [[flag:hate]]", flatPicture("#336699"));
  expect([byText?.categories.hate, byText?.categories.violence]).toEqual([true, false]);
  const byImage = await judge("A boat", flatPicture("#ff00ff"));
  expect([byImage?.categories.hate, byImage?.categories.violence]).toEqual([false, true]);
  expect(byImage?.category_applied_input_types.violence).toEqual(["text", "image"]);
});

test("moderation takes one picture at most", async () => {
  const image_url = { url: `data:image/png;base64,${flatPicture("#000000").toString("base64")}` };
  const part = { type: "image_url" as const, image_url };
  const error = await refusalOf(client().moderations.create({ input: [part, part] }));
  expect([error.status, error.code]).toEqual([400, "too_many_images"]);
});

test("the Videos API is switched off for everyone", async () => {
  const error = await refusalOf(client().videos.create({ model: "sora-2", prompt: "A boat" }));
  expect([error.status, error.code]).toEqual([404, "model_not_found"]);
});

test("the old Videos API can still be driven by a key that asks for it, with its signed message", async () => {
  const receiver = await startReceiver();
  const old = clientOf("sk-legacy-video");
  const endpoint = await old.webhooks.create({
    name: "hook",
    url: `${receiver.url}/hook`,
    event_types: ["video.completed"],
  });
  const picture = await sharp({ create: { width: 1280, height: 720, channels: 3, background: "#446688" } })
    .png()
    .toBuffer();
  const video = await old.videos.create({
    prompt: "A boat",
    seconds: "4",
    size: "1280x720",
    input_reference: await toFile(picture, "first.png", { type: "image/png" }),
  });
  expect([video.status, video.seconds, video.progress]).toEqual(["queued", "4", 0]);
  const [message] = await receiver.arrived(1);
  await receiver.close();
  if (!message) throw new Error("no message");
  const event = await old.webhooks.unwrap(message.body, message.headers, endpoint.signing_secret);
  expect(event).toMatchObject({ type: "video.completed", data: { id: video.id } });
  const done = await old.videos.retrieve(video.id);
  expect([done.status, done.progress]).toEqual(["completed", 100]);
  const file = Buffer.from(await (await old.videos.downloadContent(video.id)).arrayBuffer());
  expect(file.subarray(4, 8).toString()).toBe("ftyp");
  expect(await old.videos.delete(video.id)).toMatchObject({ deleted: true });
  expect((await refusalOf(old.videos.retrieve(video.id))).status).toBe(404);
});

test("a reference picture of another size is refused", async () => {
  const error = await refusalOf(
    clientOf("sk-legacy-video").videos.create({
      prompt: "A boat",
      input_reference: await toFile(flatPicture("#000000"), "first.png", { type: "image/png" }),
    }),
  );
  expect([error.status, error.param]).toEqual([400, "input_reference"]);
});
