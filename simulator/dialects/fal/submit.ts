import { randomInt, randomUUID } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import { type Core, type Job, Refused } from "#simulator/dialect.ts";
import { shortSideOf, sizeOf } from "../picture.ts";
import { readJson } from "../request.ts";
import { endpoints } from "./endpoints.ts";
import { InvalidInput, invalidInput } from "./refusals.ts";

/** The fields that the endpoints share, after each has checked its own. */
const common = z.object({
  prompt: z.string().optional(),
  multi_prompt: z.array(z.object({ prompt: z.string(), duration: z.string().optional() })).optional(),
  duration: z.union([z.string(), z.number()]),
  aspect_ratio: z.string().optional(),
  resolution: z.string().optional(),
  generate_audio: z.boolean().optional(),
  seed: z.number().optional(),
});

const lifecycle = z.object({ expiration_duration_seconds: z.number().min(1) }).partial();
const weekSeconds = 7 * 86_400;

function outputSecondsOf(header: string | undefined): number {
  if (header === undefined) return weekSeconds;
  return lifecycle.parse(JSON.parse(header)).expiration_duration_seconds ?? weekSeconds;
}

function startBeforeOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (!(seconds > 1)) throw new Refused("invalid", "x-fal-request-timeout must be above 1 second");
  return now + seconds * 1000;
}

function webhookOf(c: Context): string | undefined {
  const address = c.req.query("fal_webhook");
  if (address === undefined) return undefined;
  if (!z.url({ protocol: /^https?$/ }).safeParse(address).success)
    throw new Refused("invalid", "fal_webhook must be an absolute address");
  return address;
}

function refuseLongQueue(core: Core, max: string | undefined): void {
  const waiting = core.list("fal").filter((job) => job.state === "queued").length;
  if (max !== undefined && waiting > Number(max)) throw new Refused("concurrency", "The queue is too long");
}

/** Takes one request for an endpoint such as `fal-ai/veo3.1/fast`. */
export async function submit(core: Core, c: Context, endpointId: string): Promise<Job> {
  const endpoint = Object.hasOwn(endpoints, endpointId) ? endpoints[endpointId] : undefined;
  if (!endpoint) throw new Refused("missing", `Application "${endpointId}" not found`);
  const body = await readJson(c);
  const parsed = endpoint.input.safeParse(body);
  if (!parsed.success) throw invalidInput(parsed.error, body);
  const input = common.parse(parsed.data);
  const prompt = input.prompt ?? input.multi_prompt?.map((shot) => shot.prompt).join(" ");
  if (prompt === undefined)
    throw new InvalidInput([
      { loc: ["body", "prompt"], msg: "Field required", type: "missing", input: body },
    ]);
  refuseLongQueue(core, c.req.query("fal_max_queue_length"));
  const seconds = Number.parseInt(String(input.duration), 10) || 5;
  const resolution = input.resolution ?? endpoint.resolution;
  const ratio = input.aspect_ratio === "auto" ? "16:9" : (input.aspect_ratio ?? "16:9");
  const id = randomUUID();
  return core.accept("fal", {
    id,
    model: endpointId,
    prompt,
    ...sizeOf(ratio, shortSideOf(resolution)),
    durationSeconds: seconds,
    audio: endpoint.audioAlways === true || input.generate_audio === true,
    priceMicros: seconds * (endpoint.microsPerSecond[resolution] ?? endpoint.microsPerSecond.other),
    callbackUrl: webhookOf(c),
    extra: {
      app: endpointId.split("/").slice(0, 2).join("/"),
      gatewayId: id,
      seed: input.seed ?? randomInt(2 ** 31),
      startBefore: startBeforeOf(c.req.header("x-fal-request-timeout"), core.now()),
      outputSeconds: outputSecondsOf(c.req.header("x-fal-object-lifecycle-preference")),
    },
  });
}
