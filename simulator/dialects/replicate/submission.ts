import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "hono";
import { z } from "zod";
import { type Core, type Job, Refused } from "#simulator/dialect.ts";
import { measureBytes, measurePicture, type Size } from "../picture.ts";
import { isCallbackUrl, readFailureWord, readJson } from "../request.ts";
import { refuseInput } from "./answer.ts";
import type { OfficialModel } from "./models.ts";
import { events, predictionBody } from "./prediction.ts";

const options = {
  input: z.record(z.string(), z.unknown()),
  webhook: z.string().refine(isCallbackUrl, "Must be an HTTPS URL").optional(),
  webhook_events_filter: z.array(z.enum(events)).min(1).optional(),
  stream: z.boolean().optional(),
};
export const officialBody = z.strictObject(options);
export const versionBody = z.strictObject({ ...options, version: z.string().min(1) });

export type Target = { name: string; version: string; model: OfficialModel };
type ReadFile = (link: string) => Uint8Array | undefined;

const units: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** Seconds of a duration such as `90s`, `5m` or `1h30m`. */
function readDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+)([smh])/g)];
  if (parts.map(([whole]) => whole).join("") !== text || parts.length === 0) return undefined;
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? "s"] ?? 1), 0);
}

function readDeadline(core: Core, c: Context): number | undefined {
  const header = c.req.header("cancel-after");
  if (header === undefined) return undefined;
  const seconds = readDuration(header) ?? readDuration(`${header}s`);
  if (seconds === undefined) throw new Refused("invalid", "- Cancel-After: not a duration");
  return core.now() + seconds * 1000;
}

/** Ends the task at its deadline: aborted where it never started, else canceled. */
function watchDeadline(core: Core, job: Job, deadline: number): void {
  setTimeout(() => {
    if (job.endedAt !== undefined) return;
    job.extra.aborted = job.startedAt === undefined;
    core.cancel(job);
  }, deadline - core.now()).unref();
}

async function measure(value: unknown, readFile: ReadFile): Promise<Size | undefined> {
  if (typeof value !== "string") return undefined;
  const upload = readFile(value);
  return upload === undefined ? measurePicture(value) : measureBytes(upload);
}

/** 26 lower-case letters and digits. */
function nextId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => "abcdefghijklmnopqrstuvwxyz0123456789"[byte % 36]).join("");
}

/** Holds the connection as `Prefer: wait=n` asks; true where the task ended in time. */
async function waited(job: Job, prefer: string | undefined): Promise<boolean | undefined> {
  const match = /^wait(?:=(\d+))?$/.exec(prefer ?? "");
  if (!match) return undefined;
  const until = Date.now() + Math.min(60, Number(match[1] ?? 60)) * 1000;
  while (job.endedAt === undefined && Date.now() < until) await pause(50);
  return job.endedAt !== undefined;
}

/** Takes a prediction: 201 at once or when it was waited for, 202 where waiting was not long enough. */
export async function submit(
  core: Core,
  c: Context,
  schema: typeof officialBody,
  target: Target,
  readFile: ReadFile,
) {
  const parsed = schema.safeParse(await readJson(c));
  if (!parsed.success) return refuseInput(parsed.error, "");
  const { webhook, webhook_events_filter: filter } = parsed.data;
  const input = target.model.input.safeParse(parsed.data.input);
  if (!input.success) return refuseInput(input.error, "input");
  const source = await measure(input.data[target.model.imageField], readFile);
  const asked = target.model.read(input.data, source);
  const { prompt, failureWord } = readFailureWord(asked.prompt);
  const deadline = readDeadline(core, c);
  const job = core.accept("replicate", {
    id: nextId(),
    model: target.name,
    prompt,
    ...asked.size,
    durationSeconds: asked.seconds,
    audio: asked.audio,
    priceMicros: asked.priceMicros,
    callbackUrl: webhook,
    extra: { version: target.version, input: parsed.data.input, filter, webhook, deadline, failureWord },
  });
  if (deadline !== undefined) watchDeadline(core, job, deadline);
  const inTime = await waited(job, c.req.header("prefer"));
  return c.json(predictionBody(core, job), inTime === false ? 202 : 201);
}
