import type { Context } from "hono";
import { z } from "zod";
import { type Core, Refused } from "#simulator/dialect.ts";
import { measureBytes } from "../picture.ts";
import { wordOf } from "../request.ts";
import { readBody } from "./body.ts";
import { OpenAiRefused, refuseIssue } from "./refusals.ts";
import { paintStill } from "./still.ts";

const models = [
  "gpt-image-2",
  "gpt-image-2-2026-04-21",
  "gpt-image-2.5-sunburst",
  "gpt-image-2.5-flare",
  "gpt-image-2.6-sunburst",
  "gpt-image-2.6-flare",
  "gpt-image-1.5",
  "gpt-image-1-mini",
  "chatgpt-image-latest",
];

const options = z.strictObject({
  model: z.string().default("gpt-image-2"),
  prompt: z.string().min(1).max(32_000),
  n: z.int().min(1).max(10).default(1),
  size: z.string().default("auto"),
  quality: z.enum(["auto", "low", "medium", "high"]).default("auto"),
  background: z.enum(["auto", "opaque", "transparent"]).default("auto"),
  output_format: z.enum(["png", "jpeg", "webp"]).default("png"),
  output_compression: z.int().min(0).max(100).default(100),
  moderation: z.enum(["auto", "low"]).default("auto"),
  stream: z.literal(false).optional(),
  safety_identifier: z.string().max(512).optional(),
  user: z.string().max(512).optional(),
});
const editOptions = options.extend({
  images: z
    .array(z.union([z.strictObject({ image_url: z.string() }), z.strictObject({ file_id: z.string() })]))
    .optional(),
  input_fidelity: z.string().optional(),
});
type Options = z.infer<typeof options>;

/** Output tokens of a 1024x1024 picture, from the notes' prices at 30 USD for a million. */
const outputTokens = { low: 200, medium: 1767, high: 7033 } as const;
const inputTokensPerImage = 800;
const microsPerToken = { text: 5, image: 8, output: 30 } as const;
const imagesMax = 16;
const imageBytesMax = 50 * 1024 * 1024;

function parse<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refuseIssue(parsed.error);
  return parsed.data;
}

/** Both sides multiples of 16, 1:3 to 3:1, 655,360 to 8,294,400 pixels, at most 3840 by 2160. */
function sizeOf(size: string): { width: number; height: number } {
  if (size === "auto") return { width: 1024, height: 1024 };
  const [width = 0, height = 0] = /^\d+x\d+$/.test(size) ? size.split("x").map(Number) : [];
  const ratio = width / height;
  const pixels = width * height;
  const fits =
    width % 16 === 0 &&
    height % 16 === 0 &&
    ratio >= 1 / 3 &&
    ratio <= 3 &&
    pixels >= 655_360 &&
    pixels <= 8_294_400 &&
    Math.max(width, height) <= 3840;
  if (!fits) throw new OpenAiRefused(`Invalid size '${size}'.`, { code: "invalid_value", param: "size" });
  return { width, height };
}

function usageOf(input: Options, size: { width: number; height: number }, images: number) {
  const quality = input.quality === "auto" ? "medium" : input.quality;
  const each = Math.round((outputTokens[quality] * size.width * size.height) / 1024 ** 2);
  const tokens = {
    text: Math.ceil(input.prompt.length / 4),
    image: images * inputTokensPerImage,
    output: each * input.n,
  };
  const micros =
    tokens.text * microsPerToken.text +
    tokens.image * microsPerToken.image +
    tokens.output * microsPerToken.output;
  const usage = {
    total_tokens: tokens.text + tokens.image + tokens.output,
    input_tokens: tokens.text + tokens.image,
    output_tokens: tokens.output,
    input_tokens_details: { text_tokens: tokens.text, image_tokens: tokens.image },
    output_tokens_details: { text_tokens: 0, image_tokens: tokens.output },
  };
  return { quality, micros, usage };
}

async function draw(core: Core, input: Options, images: number): Promise<object> {
  if (!models.includes(input.model))
    throw new OpenAiRefused(
      `The model '${input.model}' does not exist or you do not have access to it.`,
      { code: "model_not_found", param: "model" },
      "retired",
    );
  const size = sizeOf(input.size);
  const { quality, micros, usage } = usageOf(input, size, images);
  const job = core.accept("openai", {
    model: input.model,
    prompt: input.prompt,
    ...size,
    durationSeconds: 0,
    audio: false,
    priceMicros: micros,
    extra: { still: true },
  });
  if (wordOf(input.prompt, "late-policy") !== undefined) {
    core.finish(job);
    throw new OpenAiRefused("Your request was rejected by the safety system.", {
      type: "image_generation_user_error",
      code: "moderation_blocked",
      extra: { moderation_details: { moderation_stage: "output", categories: ["violence"] } },
    });
  }
  if (wordOf(input.prompt, "fail") !== undefined) {
    core.finish(job, { reason: "server", message: "The picture broke off." });
    throw new Refused("server", "The picture broke off");
  }
  const data = [];
  for (let index = 0; index < input.n; index++) {
    const look = { ...size, title: "OpenAI", subtitle: input.model, mark: `${input.prompt}\n${index}` };
    const bytes = await paintStill(look, input.output_format, input.output_compression);
    data.push({ b64_json: Buffer.from(bytes).toString("base64") });
  }
  core.finish(job);
  return {
    created: Math.floor(core.now() / 1000),
    background: input.background === "transparent" ? "transparent" : "opaque",
    output_format: input.output_format,
    quality,
    size: `${size.width}x${size.height}`,
    data,
    usage,
  };
}

export async function generate(core: Core, c: Context): Promise<object> {
  const body = await readBody(c);
  if (body.multipart) throw new Refused("invalid", "Send application/json.");
  return draw(core, parse(options, body.fields), 0);
}

export async function edit(core: Core, c: Context): Promise<object> {
  const body = await readBody(c);
  const { images = [], input_fidelity, ...input } = parse(editOptions, body.fields);
  if (input_fidelity !== undefined)
    throw new OpenAiRefused("This model does not take input_fidelity.", {
      code: "invalid_input_fidelity_model",
      param: "input_fidelity",
    });
  const files = body.files.filter(({ field }) => /^image(\[\d*\])?$/.test(field));
  const odd = body.files.find(({ field }) => !/^(image(\[\d*\])?|mask)$/.test(field));
  if (odd)
    throw new OpenAiRefused(`Unknown parameter: '${odd.field}'.`, {
      code: "unknown_parameter",
      param: odd.field,
    });
  const count = files.length + images.length;
  if (count === 0)
    throw new OpenAiRefused("Missing required parameter: 'image'.", {
      code: "missing_required_parameter",
      param: "image",
    });
  if (count > imagesMax)
    throw new OpenAiRefused("Too many images.", { code: "too_many_images", param: "image" });
  for (const file of files) {
    if (file.bytes.length >= imageBytesMax) throw new Refused("invalid", "An image is too large.");
    await measureBytes(file.bytes);
  }
  return draw(core, input, count);
}
