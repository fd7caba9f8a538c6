import { Hono } from "hono";
import { z } from "zod";
import { type Core, type Job, type NewJob, Refused } from "#simulator/dialect.ts";
import { areaSizeOf, measurePicture, shortSideOf } from "../picture.ts";
import { entryOf, parseOrRefuse, readJson } from "../request.ts";
import { refuseCaller } from "./access.ts";
import { refuseWithCode, succeed } from "./answer.ts";
import { nextTaskId, refuseDuplicate } from "./current.ts";
import { legacyModels } from "./models.ts";
import { legacyTask } from "./task.ts";

const kinds = ["text2video", "image2video", "multi-image2video", "omni-video", "motion-control"];
const text = z.string().max(2500);
const list = z.array(z.record(z.string(), z.unknown())).optional();

const body = z.strictObject({
  model_name: z.string().default("kling-v1"),
  prompt: text.optional(),
  negative_prompt: text.optional(),
  mode: z.enum(["std", "pro", "4k"]).default("std"),
  duration: z
    .string()
    .regex(/^\d{1,2}$/)
    .default("5"),
  aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).default("16:9"),
  sound: z.enum(["on", "off"]).default("off"),
  cfg_scale: z.number().min(0).max(1).optional(),
  camera_control: z.record(z.string(), z.unknown()).optional(),
  image: z.string().min(1).optional(),
  image_tail: z.string().min(1).optional(),
  image_list: list,
  static_mask: z.string().optional(),
  dynamic_masks: z.array(z.unknown()).max(6).optional(),
  multi_shot: z.boolean().optional(),
  shot_type: z.enum(["customize", "intelligence"]).optional(),
  multi_prompt: list,
  element_list: list,
  voice_list: list,
  video_list: list,
  video_url: z.string().optional(),
  character_orientation: z.enum(["image", "video"]).optional(),
  keep_original_sound: z.enum(["yes", "no"]).optional(),
  watermark_info: z.strictObject({ enabled: z.boolean() }).optional(),
  callback_url: z.string().optional(),
  external_task_id: z.string().optional(),
});

const demand = (holds: boolean, message: string) => {
  if (!holds) throw new Refused("invalid", message);
};

async function readLegacy(kind: string, value: unknown): Promise<NewJob> {
  const parsed = parseOrRefuse(body, value);
  const model = entryOf(legacyModels, parsed.model_name);
  if (model === undefined) throw new Refused("missing", `model_name: ${parsed.model_name} does not exist`);
  const perSecond = model.perSecond[parsed.sound === "on" ? "sound" : parsed.mode];
  const seconds = Number(parsed.duration);
  demand(kind !== "text2video" || (parsed.prompt ?? "") !== "", "prompt: cannot be empty");
  demand(kind !== "image2video" || parsed.image !== undefined, "image: is required");
  demand(parsed.image?.startsWith("data:") !== true, "image: must be a URL or base64 without a data: prefix");
  demand(model.long ? seconds >= 3 && seconds <= 15 : [5, 10].includes(seconds), "duration: not supported");
  demand(parsed.sound === "off" || model.sound, "sound: not supported by this model");
  if (perSecond === undefined) throw new Refused("invalid", "mode: not supported by this model");
  const picture = parsed.image === undefined ? undefined : await measurePicture(parsed.image);
  const ratio = picture === undefined ? parsed.aspect_ratio : `${picture.width}:${picture.height}`;
  return {
    model: parsed.model_name,
    prompt: parsed.prompt ?? "",
    ...areaSizeOf(ratio, shortSideOf({ std: "720p", pro: "1080p", "4k": "4k" }[parsed.mode])),
    durationSeconds: seconds,
    audio: parsed.sound === "on",
    priceMicros: perSecond * seconds,
    externalId: parsed.external_task_id,
    callbackUrl: parsed.callback_url,
    extra: { generation: "legacy" },
  };
}

function pageOf(core: Core, query: URLSearchParams): Job[] {
  const bounds = z.object({
    pageNum: z.coerce.number().int().min(1).max(1000).default(1),
    pageSize: z.coerce.number().int().min(1).max(500).default(30),
  });
  const { pageNum, pageSize } = parseOrRefuse(bounds, Object.fromEntries(query));
  const all = core.list("kling").filter((job) => job.extra.generation === "legacy");
  return all.slice((pageNum - 1) * pageSize, pageNum * pageSize);
}

/** The older `/v1`: the model in the body, `task_id` and `succeed`, an API key or a JWT. */
export function legacyRoutes(core: Core): Hono {
  const app = new Hono();
  for (const kind of kinds) {
    app.post(`/v1/videos/${kind}`, async (c) => {
      const refused = refuseCaller(core, c, "legacy");
      if (refused) return refused;
      const job = await readLegacy(kind, await readJson(c));
      refuseDuplicate(core, job.externalId);
      const { task_status_msg: _none, ...task } = legacyTask(
        core,
        core.accept("kling", { ...job, id: nextTaskId(core) }),
      );
      return succeed(task);
    });
    app.get(`/v1/videos/${kind}`, (c) => {
      const tasks = () => pageOf(core, new URL(c.req.url).searchParams).map((job) => legacyTask(core, job));
      return refuseCaller(core, c, "legacy") ?? succeed(tasks());
    });
    app.get(`/v1/videos/${kind}/:id`, (c) => {
      const refused = refuseCaller(core, c, "legacy");
      if (refused) return refused;
      const id = c.req.param("id");
      const job = core.find("kling", id) ?? core.findByExternalId("kling", id);
      return job ? succeed(legacyTask(core, job)) : refuseWithCode(1201, "Task not found by id/external id");
    });
  }
  return app;
}
