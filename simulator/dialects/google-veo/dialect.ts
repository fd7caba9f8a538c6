import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { type Core, type Dialect, type Door, type Job, Refused } from "#simulator/dialect.ts";
import { googleError } from "../google-errors.ts";
import { shortSideOf, sizeOf } from "../picture.ts";
import { parseOrRefuse, readJson } from "../request.ts";
import { models, predictBody } from "./body.ts";
import { issueToken, requireToken } from "./oauth.ts";

const keptMs = 2 * 86_400_000;
const kept = z.object({ parent: z.string(), samples: z.number(), storageUri: z.string().optional() });

function priceOf(model: string, resolution: "720p" | "1080p" | "4k"): number {
  const prices = Object.entries(models).find(([name]) => name === model)?.[1];
  if (!prices)
    throw new Refused("retired", `Publisher Model \`${model}\` is no longer available or was not found.`);
  const price = prices[resolution];
  if (price === undefined) throw new Refused("invalid", `${resolution} is not supported by ${model}`);
  return price;
}

function predict(core: Core, model: string, parent: string, body: unknown): object {
  priceOf(model, "720p");
  const { instances, parameters } = parseOrRefuse(predictBody, body);
  const [instance] = instances;
  if (!instance) throw new Refused("invalid", "instances: exactly one is needed");
  const lite = model.includes("-lite-");
  if (lite && (instance.referenceImages || instance.video))
    throw new Refused("invalid", `${model} supports neither reference images nor extension`);
  const seconds = parameters.durationSeconds;
  const job = core.accept("google-veo", {
    id: randomUUID(),
    model,
    prompt: instance.prompt,
    ...sizeOf(parameters.aspectRatio, shortSideOf(parameters.resolution)),
    durationSeconds: seconds,
    audio: parameters.generateAudio,
    priceMicros: seconds * priceOf(model, parameters.resolution) * parameters.sampleCount,
    extra: { parent, samples: parameters.sampleCount, storageUri: parameters.storageUri },
  });
  return { name: `${parent}/operations/${job.id}` };
}

async function videoOf(core: Core, job: Job, storageUri: string | undefined, index: number): Promise<object> {
  const mimeType = "video/mp4";
  if (storageUri)
    return { gcsUri: `${storageUri.replace(/\/$/, "")}/${job.id}/sample_${index}.mp4`, mimeType };
  return { bytesBase64Encoded: Buffer.from(await core.outputBytes(job)).toString("base64"), mimeType };
}

async function operationOf(core: Core, job: Job): Promise<object> {
  const { parent, samples, storageUri } = kept.parse(job.extra);
  const name = `${parent}/operations/${job.id}`;
  if (job.state === "queued" || job.state === "running") return { name };
  const type = "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse";
  if (job.state === "succeeded") {
    const videos = await Promise.all(
      Array.from({ length: samples }, (_, index) => videoOf(core, job, storageUri, index)),
    );
    return { name, done: true, response: { "@type": type, raiMediaFilteredCount: 0, videos } };
  }
  if (job.failure?.reason !== "policy")
    return {
      name,
      done: true,
      error: { code: 13, message: "Video generation failed due to an internal server issue." },
    };
  const reason =
    "The generated video was withheld because it violates the usage guidelines. Support code 00000000.";
  return {
    name,
    done: true,
    response: { "@type": type, raiMediaFilteredCount: 1, raiMediaFilteredReasons: [reason] },
  };
}

async function fetchOperation(core: Core, parent: string, body: unknown): Promise<object> {
  const { operationName } = parseOrRefuse(z.strictObject({ operationName: z.string() }), body);
  const [owner, id = ""] = operationName.split("/operations/");
  const job = core.find("google-veo", id);
  const gone = job?.endedAt !== undefined && core.now() > job.endedAt + keptMs;
  if (!job || gone || owner !== parent) throw new Refused("missing", `Operation not found: ${operationName}`);
  return operationOf(core, job);
}

function routes(core: Core): Hono {
  const app = new Hono();
  app.post("/token", async (c) => issueToken(core, await c.req.parseBody().catch(() => ({}))));
  app.post("/v1/projects/:project/locations/:location/publishers/google/models/:call", async (c) => {
    requireToken(core, c.req.header("authorization"));
    const { project, location, call } = c.req.param();
    const [model = "", action] = call.split(":");
    const parent = `projects/${project}/locations/${location}/publishers/google/models/${model}`;
    const body = await readJson(c);
    if (action === "predictLongRunning") return c.json(predict(core, model, parent, body));
    if (action === "fetchPredictOperation") return c.json(await fetchOperation(core, parent, body));
    throw new Refused("missing", `There is no method ${action}`);
  });
  return app;
}

function doorOf(_method: string, path: string): Door {
  const call = path.replace(/%3A/gi, ":");
  if (call.endsWith(":predictLongRunning")) return "submit";
  return call.endsWith(":fetchPredictOperation") ? "status" : "other";
}

/** Veo 3.1 on the Agent Platform: OAuth tokens at `/google-veo/token`, films in the answer itself. */
export const googleVeo: Dialect = {
  name: "google-veo",
  label: "Google Veo",
  routes,
  doorOf,
  refuse(refused) {
    const { status, error } = googleError(refused);
    return Response.json({ error }, { status });
  },
};
