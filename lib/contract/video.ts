import { z } from "zod";
import { artifactView } from "./artifact.ts";
import { assetView } from "./asset.ts";
import { failureCode } from "./failure.ts";
import { instant } from "./instant.ts";
import { estimateView, resolution, workflowType } from "./model.ts";
import { difference, planView, speed, useCase } from "./plan.ts";
import { aspectRatio, platform, tier } from "./platform.ts";
import { negativePrompt, prompt } from "./prompt.ts";
import { publicationView } from "./publication.ts";
import { reviewView } from "./review.ts";
import { eventSource, videoEventType, videoStatus } from "./status.ts";
import { storyLine } from "./story.ts";

export const durationSecondsMin = 3;
export const durationSecondsMax = 15;
export const durationSecondsDefault = 5;

export const createVideoInput = z
  .strictObject({
    workflowType: workflowType.default("text-to-video"),
    prompt,
    negativePrompt: negativePrompt.optional(),
    sourceAssetIds: z.array(z.string().max(64)).max(1, "One source image at a time.").default([]),
    platform: platform.optional(),
    aspectRatio: aspectRatio.optional(),
    durationSeconds: z
      .int("A whole number of seconds.")
      .min(durationSecondsMin, `At least ${durationSecondsMin} seconds.`)
      .max(durationSecondsMax, `At most ${durationSecondsMax} seconds.`)
      .default(durationSecondsDefault),
    model: z.string().max(64).default("auto"),
    tier: tier.default("draft"),
    seed: z.int("A whole number.").min(0).max(2_147_483_647).optional(),
    audio: z.boolean().default(false),
    useCase: useCase.optional(),
    speed: speed.default("any"),
    /** Another model may take over where the first cannot deliver; never one that would be worse than asked. */
    fallbackAllowed: z.boolean().default(true),
    /** The most that one take may cost, in micro-USD; without it no fallback is dearer than the first choice. */
    priceMaxMicros: z.int("A whole number of micro-dollars.").min(0).max(1_000_000_000).optional(),
  })
  .superRefine((input, context) => {
    if (input.platform && input.aspectRatio)
      context.addIssue({
        code: "custom",
        path: ["aspectRatio"],
        message: "Give a platform or an aspect ratio, not both.",
      });
    if (input.workflowType === "image-to-video" && input.sourceAssetIds.length === 0)
      context.addIssue({ code: "custom", path: ["sourceAssetIds"], message: "Add the image to start from." });
    if (input.workflowType === "text-to-video" && input.sourceAssetIds.length > 0)
      context.addIssue({
        code: "custom",
        path: ["sourceAssetIds"],
        message: "A text-to-video takes no image; choose image-to-video.",
      });
  });
export type CreateVideoInput = z.infer<typeof createVideoInput>;

export const videoLinks = z.object({ self: z.string(), events: z.string(), page: z.string() });

export const acceptedVideoView = z
  .object({ id: z.string(), status: videoStatus, statusText: z.string(), links: videoLinks })
  .meta({ id: "AcceptedVideo" });
export type AcceptedVideoView = z.infer<typeof acceptedVideoView>;

export const videoActions = ["cancel", "retry", "publish", "withdraw", "review"] as const;

export const videoEventView = z
  .object({
    sequence: z.int(),
    type: videoEventType,
    previousStatus: videoStatus.nullable(),
    newStatus: videoStatus,
    source: eventSource,
    actor: z.object({ id: z.string(), name: z.string() }).nullable(),
    message: z.string(),
    errorCode: failureCode.nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "VideoEvent" });
export type VideoEventView = z.infer<typeof videoEventView>;

export const attemptStates = [
  "intent",
  "accepted",
  "rejected",
  "ambiguous",
  "succeeded",
  "failed_retryable",
  "failed_permanent",
  "timed_out",
  "canceled",
  "adopted",
  "written_off",
] as const;
export const attemptState = z.enum(attemptStates);
export type AttemptState = z.infer<typeof attemptState>;

export const attemptView = z
  .object({
    number: z.int(),
    provider: z.string(),
    model: z.string(),
    state: attemptState,
    latencyMs: z.int().nullable(),
    modelName: z.string(),
    /** Why this model made this take. */
    reason: z.string(),
    /** How the take differed from what was asked. */
    differences: z.array(difference),
    /** What the take was expected to cost when it was sent. */
    priceMicros: z.int(),
    costMicros: z.int(),
    errorCode: failureCode.nullable(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Attempt" });
export type AttemptView = z.infer<typeof attemptView>;

export const videoParameters = z.object({
  platform: platform.nullable(),
  aspectRatio,
  width: z.int(),
  height: z.int(),
  resolution,
  durationSeconds: z.int(),
  seed: z.int(),
  audio: z.boolean(),
});

/**
 * What holds a video up: before it is handed to a vendor; while it is unknown whether the vendor took it; until its
 * finished clip could be copied; until an admin has decided.
 */
export const waitingReasons = [
  "safety_check",
  "place",
  "rate_limit",
  "vendor_outage",
  "vendor_answer",
  "copy",
  "decision",
] as const;
export const waitingReason = z.enum(waitingReasons);
export type WaitingReason = z.infer<typeof waitingReason>;

/** What a list shows of a video. Prompt-derived fields are null for people who may not read the prompt. */
export const videoSummaryView = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    status: videoStatus,
    statusText: z.string(),
    nextStep: z.string(),
    failure: z.object({ code: failureCode, text: z.string() }).nullable(),
    progress: z.number().min(0).max(1).nullable(),
    waitingFor: waitingReason.nullable(),
    etaSeconds: z.int().nullable(),
    workflowType,
    parameters: videoParameters,
    model: z.string(),
    modelName: z.string(),
    tier,
    attemptCount: z.int(),
    owner: z.object({ id: z.string(), name: z.string() }),
    isOwn: z.boolean(),
    actions: z.array(z.enum(videoActions)),
    artifacts: z.array(artifactView),
    sourceAssets: z.array(assetView),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    completedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "VideoSummary" });
export type VideoSummaryView = z.infer<typeof videoSummaryView>;

export const videoView = videoSummaryView
  .extend({
    prompt: z.object({ text: z.string(), negative: z.string().nullable() }).nullable(),
    estimate: estimateView,
    events: z.array(videoEventView),
    /** What happened to it, in plain words. */
    story: z.array(storyLine),
    attempts: z.array(attemptView),
    /** Why this model, and what would have come next; null for videos made before there was a choice. */
    plan: planView.nullable(),
    choice: z.object({
      model: z.string(),
      useCase: useCase.nullable(),
      speed,
      fallbackAllowed: z.boolean(),
      priceMaxMicros: z.int().nullable(),
    }),
    review: reviewView.nullable(),
    publication: publicationView.nullable(),
  })
  .meta({ id: "Video" });
export type VideoView = z.infer<typeof videoView>;

export const listVideosInput = z.strictObject({
  status: z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    z.array(videoStatus).max(11).optional(),
  ),
  model: z.string().max(64).optional(),
  workflowType: workflowType.optional(),
  from: instant.optional(),
  to: instant.optional(),
  q: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(24),
  cursor: z
    .string()
    .regex(/^vid_[0-9A-Z]{26}$/, "Use nextCursor as it came.")
    .optional(),
});

export const videoListView = z
  .object({ items: z.array(videoSummaryView), nextCursor: z.string().nullable() })
  .meta({ id: "VideoList" });
export type VideoListView = z.infer<typeof videoListView>;
