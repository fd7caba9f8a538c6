import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  Download,
  EyeOff,
  Globe,
  type LucideIcon,
  MessageSquareWarning,
  RotateCw,
  Send,
  ShieldCheck,
} from "lucide-react";
import { momentOf, moneyOf, timeOf } from "#components/copy/format.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import type { Tone } from "#components/ui/tag.tsx";
import type { TimelineItem } from "#components/ui/timeline.tsx";
import { nextStepAfter } from "#lib/contract/failure.ts";
import type { VideoEventType } from "#lib/contract/status.ts";
import type { VideoEventView, VideoView } from "#lib/contract/video.ts";

const looks: Record<VideoEventType, { icon: LucideIcon; tone: Tone }> = {
  created: { icon: ShieldCheck, tone: "success" },
  claimed: { icon: Send, tone: "neutral" },
  accepted: { icon: Clock, tone: "info" },
  finished: { icon: Download, tone: "neutral" },
  retried: { icon: RotateCw, tone: "warn" },
  failed: { icon: CircleX, tone: "danger" },
  canceled: { icon: Ban, tone: "neutral" },
  expired: { icon: Ban, tone: "neutral" },
  approved: { icon: CircleCheck, tone: "success" },
  rejected: { icon: MessageSquareWarning, tone: "rejected" },
  published: { icon: Globe, tone: "published" },
  withdrawn: { icon: EyeOff, tone: "neutral" },
};

/** What was delivered, in figures. */
function deliveredDetail(video: VideoView): string | undefined {
  const clip = video.artifacts.find((artifact) => artifact.type === "video");
  if (!clip) return undefined;
  const seconds = (clip.durationSeconds ?? video.parameters.durationSeconds).toFixed(1);
  const facts = [`${clip.width} × ${clip.height}`, `${seconds} s`];
  if (clip.frameRate) facts.push(`${Math.round(clip.frameRate)} fps`);
  return `${facts.join(", ")}, ${clip.hasAudio ? copy.withSound : copy.withoutSound}.`;
}

/** What the take that ended just before the event has cost, in micro-USD. */
const costBefore = (event: VideoEventView, video: VideoView): number =>
  video.attempts.findLast(({ endedAt }) => endedAt !== null && endedAt <= event.createdAt)?.costMicros ?? 0;

function chargedBefore(event: VideoEventView, video: VideoView): string {
  const cost = costBefore(event, video);
  return cost > 0 ? copy.chargedFor(moneyOf(cost)) : copy.nothingCharged;
}

function detailOf(event: VideoEventView, video: VideoView): string | undefined {
  if (event.type === "retried") return event.errorCode ? chargedBefore(event, video) : undefined;
  if (event.errorCode) return nextStepAfter(event.errorCode, costBefore(event, video));
  if (event.type === "finished") return deliveredDetail(video);
  if (event.type === "canceled") return copy.notCharged;
  const decided = { approved: "approve", rejected: "reject" } as const;
  if (event.type !== "approved" && event.type !== "rejected") return undefined;
  const { review } = video;
  return review?.note && review.decision === decided[event.type] ? `“${review.note}”` : undefined;
}

/** When the work that goes on now was asked for: the creation, or the owner's last wish for another try. */
export function begunAt(video: VideoView): string {
  return (
    video.events.findLast(({ type, source }) => type === "retried" && source === "user")?.createdAt ??
    video.createdAt
  );
}

/** The event history as a story in plain words, oldest first. */
export function storyOf(video: VideoView): TimelineItem[] {
  return video.events.map((event) => ({
    key: String(event.sequence),
    at: event.createdAt,
    time: timeOf(event.createdAt),
    absolute: momentOf(event.createdAt),
    ...looks[event.type],
    headline: event.message,
    detail: detailOf(event, video),
  }));
}
