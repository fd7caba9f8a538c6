import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** The renderer's HTTP interface: the shape a vendor's would have. Sizes are even pixels. */
const side = z.number().int().min(64).max(2560).multipleOf(2);
const httpUrl = z.url({ protocol: /^https?$/ }).max(4096);

export const jobInput = z
  .strictObject({
    externalId: z.string().min(1).max(200),
    prompt: z.string().min(1).max(10_000),
    negativePrompt: z.string().max(10_000).optional(),
    width: side,
    height: side,
    durationSeconds: z.number().min(0.5).max(20),
    fps: z.number().int().min(12).max(60).default(24),
    seed: z.number().int().min(0).max(4_294_967_295),
    imageUrl: httpUrl.optional(),
    callbackUrl: httpUrl.optional(),
  })
  .refine((job) => job.width * job.height <= 2560 * 1440, {
    error: "holds too many pixels",
    path: ["width"],
  });

export const jobStatuses = ["queued", "running", "succeeded", "failed", "canceled"] as const;
export const jobErrorCodes = ["image_unreachable", "image_invalid", "timeout", "memory", "crashed"] as const;

export const jobView = z.object({
  id: z.string(),
  externalId: z.string(),
  status: z.enum(jobStatuses),
  /** 0..1, measured in frames written. */
  progress: z.number().min(0).max(1),
  /** Jobs before this one; only while queued. */
  queuePosition: z.number().int().min(0).optional(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  error: z.object({ code: z.enum(jobErrorCodes), message: z.string() }).optional(),
  output: z.object({ url: z.string(), bytes: z.number().int(), sha256: z.string() }).optional(),
});

export const jobAccepted = jobView.pick({ id: true, status: true });
export const jobWebhook = z.object({
  type: z.enum(["job.succeeded", "job.failed", "job.canceled"]),
  timestamp: z.iso.datetime(),
  data: jobView,
});
export const problem = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});

export type JobInput = z.infer<typeof jobInput>;
export type JobView = z.infer<typeof jobView>;
export type JobErrorCode = (typeof jobErrorCodes)[number];

type Purpose = "access" | "webhook" | "seal" | "output";

function derive(secret: string, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "dailies-renderer", purpose, 32));
}

/** The bearer key of the renderer's API, the same for whoever holds the installation's secret. */
export const rendererKey = (secret: string): string =>
  `anm_${derive(secret, "access").toString("base64url")}`;
export const sealKey = (secret: string): Buffer => derive(secret, "seal");

export type WebhookHeaders = {
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
};

const toleranceSeconds = 300;
const webhookMac = (secret: string, id: string, seconds: string, body: string): string =>
  createHmac("sha256", derive(secret, "webhook")).update(`${id}.${seconds}.${body}`).digest("base64");

/** Headers of the Standard Webhooks scheme for one delivery. */
export function signWebhook(secret: string, id: string, body: string, now: Date): WebhookHeaders {
  const seconds = String(Math.floor(now.getTime() / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${webhookMac(secret, id, seconds, body)}`,
  };
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** True when one of the given signatures is ours and the stamp is within five minutes of `now`. */
export function verifyWebhook(secret: string, headers: WebhookHeaders, body: string, now: Date): boolean {
  const seconds = Number(headers["webhook-timestamp"]);
  if (!Number.isFinite(seconds) || Math.abs(now.getTime() / 1000 - seconds) > toleranceSeconds) return false;
  const mac = webhookMac(secret, headers["webhook-id"], headers["webhook-timestamp"], body);
  return headers["webhook-signature"].split(" ").some((signature) => sameText(signature, `v1,${mac}`));
}

/** Signature of an output link: it opens one file until `expires` (seconds) and nothing else. */
export function signOutput(secret: string, jobId: string, expires: number): string {
  return createHmac("sha256", derive(secret, "output")).update(`${jobId}.${expires}`).digest("base64url");
}
