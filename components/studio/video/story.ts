import {
  Ban,
  CircleCheck,
  CircleDollarSign,
  CircleX,
  Clock,
  Download,
  EyeOff,
  Globe,
  type LucideIcon,
  MessageSquareWarning,
  RotateCw,
  Scale,
  Search,
  Send,
  ShieldCheck,
  Webhook,
} from "lucide-react";
import { momentOf, timeOf } from "#components/copy/format.ts";
import type { Tone } from "#components/ui/tag.tsx";
import type { TimelineItem } from "#components/ui/timeline.tsx";
import type { VideoEventType } from "#lib/contract/status.ts";
import type { StoryLine, StoryTone } from "#lib/contract/story.ts";
import type { VideoView } from "#lib/contract/video.ts";

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

const otherIcons: Record<Exclude<StoryLine["kind"], "event">, LucideIcon> = {
  finding: Search,
  callback: Webhook,
  decision: Scale,
  money: CircleDollarSign,
};
const tones: Record<StoryTone, Tone> = { neutral: "neutral", good: "success", warn: "warn", bad: "danger" };

const lookOf = ({ kind, event, tone }: StoryLine): { icon: LucideIcon; tone: Tone } => {
  if (event) return looks[event];
  return { icon: kind === "event" ? Clock : otherIcons[kind], tone: tones[tone] };
};

/** When the work that goes on now was asked for: the creation, or the owner's last wish for another try. */
export function begunAt(video: VideoView): string {
  return (
    video.events.findLast(({ type, source }) => type === "retried" && source === "user")?.createdAt ??
    video.createdAt
  );
}

/** The story as it was told, ready to be shown; oldest first. */
export function storyItems({ story }: VideoView): TimelineItem[] {
  return story.map((line, index) => ({
    key: `${index} ${line.at}`,
    at: line.at,
    time: timeOf(line.at),
    absolute: momentOf(line.at),
    ...lookOf(line),
    headline: line.text,
    detail: line.detail ?? undefined,
  }));
}
