import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { type Core, type Job, type NewJob, Refused } from "#simulator/dialect.ts";
import { measureBytes, measurePicture, type Size } from "../picture.ts";
import {
  isCallbackUrl,
  parseOrRefuse,
  readFailureWord,
  readForm,
  readJson,
  requireKey,
  wordOf,
} from "../request.ts";
import { mediaAnswer, refuseMedia } from "./answer.ts";
import { catalogue, entryView, requireEntry } from "./catalogue.ts";
import { type PredictionBody, predictionBody } from "./prediction.ts";
import type { Uploads } from "./uploads.ts";
import { keyRingOf } from "./webhook.ts";

const name = "atlas-cloud";
const bodyBytesMax = 50 * 1024 * 1024;
const routing = z.looseObject({ model: z.string().min(1), webhook_url: z.string().max(1024).optional() });

async function measure(link: string | undefined, uploads: Uploads): Promise<Size | undefined> {
  if (link === undefined) return undefined;
  const upload = uploads.read(link);
  return upload === undefined ? measurePicture(link) : measureBytes(upload);
}

async function readSubmission(value: unknown, uploads: Uploads): Promise<NewJob> {
  const { model, webhook_url } = parseOrRefuse(routing, value);
  if (webhook_url !== undefined && !isCallbackUrl(webhook_url))
    throw new Refused("invalid", "webhook_url is not valid");
  const entry = requireEntry(model);
  const fields = parseOrRefuse(entry.fields, value);
  const link = fields.image ?? fields.image_url ?? fields.images?.[0];
  if (entry.mode === "image" && link === undefined) throw new Refused("invalid", "image: Required");
  const size = entry.frame(fields, await measure(link, uploads));
  const durationSeconds = fields.duration === undefined || fields.duration === -1 ? 5 : fields.duration;
  const { prompt, failureWord } = readFailureWord(fields.prompt ?? "");
  return {
    model,
    prompt,
    ...size,
    durationSeconds,
    audio: entry.family === "kling" ? (fields.sound ?? false) : (fields.generate_audio ?? true),
    priceMicros: entry.micros * (entry.unit === "second" ? durationSeconds : 1),
    callbackUrl: webhook_url,
    extra: { failureWord, requestBody: JSON.stringify(value) },
  };
}

/** A failed prediction comes inside a 5xx where the prompt says `[[wrapped-failure]]`, else inside a 200. */
function answerPoll(job: Job, body: PredictionBody): Response {
  const asked = (word: string) => wordOf(job.prompt, word) !== undefined;
  if (job.state === "failed" && asked("wrapped-failure"))
    return Response.json({ code: 500, message: body.error, data: body }, { status: 500 });
  return mediaAnswer(body, asked("code-as-text"));
}

function historyPage(core: Core, query: Record<string, string>) {
  const bounds = z.object({
    no: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(50).default(20),
    sessionID: z.string().optional(),
    model: z.string().optional(),
    status: z.string().optional(),
  });
  const { no, size, sessionID, model, status } = parseOrRefuse(bounds, query);
  const items = core
    .list(name)
    .map((job) => ({ job, result: predictionBody(core, job) }))
    .filter(({ job }) => sessionID === undefined || job.id === sessionID)
    .filter(({ job }) => model === undefined || job.model === model)
    .filter(({ result }) => status === undefined || result.status === status)
    .map(({ job, result }) => ({
      ID: job.id,
      createdAt: Math.floor(job.createdAt / 1000),
      model: job.model,
      requestBody: job.extra.requestBody,
      result: JSON.stringify(result),
      status: result.status,
    }));
  return { items: items.slice((no - 1) * size, no * size), pageNo: no, pageSize: size, total: items.length };
}

/** The media API: submit, poll, history, catalogue, uploads and the public keys. */
export function mediaRoutes(core: Core, uploads: Uploads): Hono {
  const app = new Hono();
  const polls = new Map<string, number>();
  app.get("/models", (c) =>
    c.json({ code: "200", data: catalogue.map((entry) => entryView(entry, core.origin)) }),
  );
  app.get("/webhooks/jwks.json", async (c) => c.json(await keyRingOf(core).jwks()));
  app.use("/model/*", async (c, next) => {
    requireKey(c);
    await next();
  });
  app.post("/model/generateVideo", async (c) => {
    if (Number(c.req.header("content-length") ?? 0) > bodyBytesMax) return refuseMedia(413, "Body too large");
    const job = await readSubmission(await readJson(c), uploads);
    const accepted = core.accept(name, { ...job, id: randomUUID().replaceAll("-", "") });
    const asText = wordOf(job.prompt, "code-as-text") !== undefined;
    return mediaAnswer(predictionBody(core, accepted, true), asText);
  });
  app.get("/model/prediction/:id", (c) => {
    const job = core.find(name, c.req.param("id"));
    if (job === undefined) throw new Refused("missing", "prediction not found");
    const poll = (polls.get(job.id) ?? 0) + 1;
    polls.set(job.id, poll);
    if (poll <= Number(wordOf(job.prompt, "first-404") ?? 0)) return refuseMedia(404, "prediction not found");
    return answerPoll(job, predictionBody(core, job));
  });
  app.get("/model/history", (c) => mediaAnswer(historyPage(core, c.req.query())));
  app.post("/model/uploadMedia", async (c) => mediaAnswer(await uploads.keep(await readForm(c))));
  return app;
}
