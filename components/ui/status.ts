import {
  Ban,
  Check,
  CircleX,
  Clock,
  Eye,
  Globe,
  Loader,
  type LucideIcon,
  MessageSquareWarning,
  RotateCw,
} from "lucide-react";
import type { VideoStatus } from "#lib/contract/status.ts";
import type { Tone } from "./tag.tsx";

export type StatusLook = { tone: Tone; icon: LucideIcon; color: string };

/** How each status looks: tint, icon and the colour of its text, dot or bar. */
export const statusLook: Record<VideoStatus, StatusLook> = {
  queued: { tone: "neutral", icon: Clock, color: "text-muted" },
  submitted: { tone: "info", icon: Loader, color: "text-info" },
  processing: { tone: "info", icon: Loader, color: "text-info" },
  retrying: { tone: "warn", icon: RotateCw, color: "text-warn" },
  completed: { tone: "review", icon: Eye, color: "text-review" },
  approved: { tone: "success", icon: Check, color: "text-success" },
  published: { tone: "published", icon: Globe, color: "text-published" },
  rejected: { tone: "rejected", icon: MessageSquareWarning, color: "text-rejected" },
  failed: { tone: "danger", icon: CircleX, color: "text-danger" },
  canceled: { tone: "neutral", icon: Ban, color: "text-subtle" },
  expired: { tone: "neutral", icon: Ban, color: "text-subtle" },
};
