import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { type Core, type Job, Refused } from "#simulator/dialect.ts";
import { measureBytes, measurePicture, pixelsOf } from "../picture.ts";
import { readBody, type UploadedFile } from "./body.ts";
import { OpenAiRefused, refuseIssue } from "./refusals.ts";
import { paintStill } from "./still.ts";

const sizes = ["720x1280", "1280x720", "1024x1792", "1792x1024", "1080x1920", "1920x1080"] as const;
const create = z.strictObject({
  prompt: z.string().min(1).max(32_000),
  model: z
    .enum(["sora-2", "sora-2-pro", "sora-2-2025-10-06", "sora-2-2025-12-08", "sora-2-pro-2025-10-06"])
    .default("sora-2"),
  seconds: z.enum(["4", "8", "12", "16", "20"]).default("4"),
  size: z.enum(sizes).default("720x1280"),
  input_reference: z
    .union([
      z.strictObject({ image_url: z.string().max(20_971_520) }),
      z.strictObject({ file_id: z.string() }),
    ])
    .optional(),
});
const keptSeconds = 3600;

/** USD a second by model and size class, in micro-USD. */
function microsPerSecond(model: string, size: string): number {
  if (!model.startsWith("sora-2-pro")) return 100_000;
  if (/1280/.test(size)) return 300_000;
  return /1024/.test(size) ? 500_000 : 700_000;
}

const states: Record<Job["state"], string> = {
  queued: "queued",
  running: "in_progress",
  succeeded: "completed",
  failed: "failed",
  canceled: "failed",
  expired: "failed",
};

export function videoOf(job: Job): object {
  const seconds = (at: number | undefined): number | null =>
    at === undefined ? null : Math.floor(at / 1000);
  const done = job.state === "succeeded";
  const code = job.failure?.reason === "policy" ? "moderation_blocked" : "processing_error";
  return {
    id: job.id,
    object: "video",
    model: job.model,
    status: states[job.state],
    progress: Math.round(job.progress * 100),
    created_at: seconds(job.createdAt),
    completed_at: done ? seconds(job.endedAt) : null,
    expires_at: done && job.endedAt ? Math.floor(job.endedAt / 1000) + keptSeconds : null,
    prompt: job.prompt,
    size: `${job.width}x${job.height}`,
    seconds: String(job.durationSeconds),
    remixed_from_video_id: job.extra.remixOf ?? null,
    error: job.failure ? { code, message: job.failure.message } : null,
  };
}

async function checkReference(
  reference: z.infer<typeof create>["input_reference"],
  file: UploadedFile | undefined,
  size: { width: number; height: number },
): Promise<void> {
  const url = reference && "image_url" in reference ? reference.image_url : undefined;
  const measured = file ? await measureBytes(file.bytes) : url ? await measurePicture(url) : undefined;
  if (measured && (measured.width !== size.width || measured.height !== size.height))
    throw new OpenAiRefused("Inpaint image must match the requested width and height", {
      code: "invalid_value",
      param: "input_reference",
    });
}

function begin(core: Core, input: z.infer<typeof create>, remixOf?: string): Job {
  const seconds = Number(input.seconds);
  return core.accept("openai", {
    id: `video_${randomBytes(16).toString("hex")}`,
    model: input.model,
    prompt: input.prompt,
    ...pixelsOf(input.size),
    durationSeconds: seconds,
    audio: true,
    priceMicros: seconds * microsPerSecond(input.model, input.size),
    extra: { remixOf },
  });
}

function findVideo(core: Core, id: string): Job {
  const job = core.find("openai", id);
  if (!job || job.extra.still) throw new Refused("missing", `Video with id '${id}' not found.`);
  return job;
}

async function content(core: Core, c: Context, job: Job): Promise<Response> {
  const over = job.endedAt !== undefined && core.now() > job.endedAt + keptSeconds * 1000;
  if (job.state !== "succeeded" || over) throw new Refused("missing", "The content is not there (any more).");
  const variant = c.req.query("variant") ?? "video";
  if (variant === "video")
    return new Response(Uint8Array.from(await core.outputBytes(job)), {
      headers: { "content-type": "video/mp4" },
    });
  const format = variant === "thumbnail" ? "webp" : "jpeg";
  const look = { width: job.width, height: job.height, title: "OpenAI", subtitle: variant, mark: job.id };
  const bytes = Uint8Array.from(await paintStill(look, format, 80));
  return new Response(bytes, { headers: { "content-type": `image/${format}` } });
}

function listVideos(core: Core, c: Context): object {
  const all = core.list("openai").filter((job) => !job.extra.still);
  const ordered = c.req.query("order") === "asc" ? all.reverse() : all;
  const after = ordered.findIndex(({ id }) => id === c.req.query("after"));
  const limit = Math.min(100, Math.max(0, Number(c.req.query("limit") ?? 20) || 20));
  const page = ordered.slice(after + 1, after + 1 + limit);
  return {
    object: "list",
    data: page.map(videoOf),
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: after + 1 + limit < ordered.length,
  };
}

/** The Videos API as it was until 2026-09-24, for callers whose key says `legacy-video`. */
export function videoRoutes(core: Core): Hono {
  const app = new Hono();
  app.use("*", async (c, next) => {
    if (!/legacy-video/.test(c.req.header("authorization") ?? ""))
      throw new OpenAiRefused(
        "The model 'sora-2' does not exist or you do not have access to it.",
        { code: "model_not_found", param: "model" },
        "retired",
      );
    await next();
  });
  app.post("/", async (c) => {
    const body = await readBody(c);
    const parsed = create.safeParse(body.fields);
    if (!parsed.success) throw refuseIssue(parsed.error);
    const file = body.files.find(({ field }) => field === "input_reference");
    await checkReference(parsed.data.input_reference, file, pixelsOf(parsed.data.size));
    return c.json(videoOf(begin(core, parsed.data)));
  });
  app.get("/", (c) => c.json(listVideos(core, c)));
  app.get("/:id", (c) => c.json(videoOf(findVideo(core, c.req.param("id")))));
  app.get("/:id/content", (c) => content(core, c, findVideo(core, c.req.param("id"))));
  app.delete("/:id", (c) => {
    const job = findVideo(core, c.req.param("id"));
    if (job.endedAt === undefined) throw new Refused("invalid", "Only finished videos can be deleted.");
    core.remove(job);
    return c.json({ id: job.id, object: "video.deleted", deleted: true });
  });
  app.post("/:id/remix", async (c) => {
    const job = findVideo(core, c.req.param("id"));
    const { prompt } = z.strictObject({ prompt: z.string().min(1) }).parse((await readBody(c)).fields);
    const asked = {
      prompt,
      model: job.model,
      seconds: String(job.durationSeconds),
      size: `${job.width}x${job.height}`,
    };
    return c.json(videoOf(begin(core, create.parse(asked), job.id)));
  });
  return app;
}
