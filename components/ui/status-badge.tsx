import { statusCopy } from "#lib/contract/copy.ts";
import type { VideoStatus } from "#lib/contract/status.ts";
import { statusLook } from "./status.ts";
import { Tag } from "./tag.tsx";

type StatusBadgeProps = {
  status: VideoStatus;
  /** 0 to 1; while generating it follows the words. */
  progress?: number | null;
  /** The short form "Generating 62 %" where room is scarce. */
  compact?: boolean;
  className?: string;
};

/** Icon, words and colour of a status; never colour alone. */
export function StatusBadge({ status, progress, compact, className }: StatusBadgeProps) {
  const look = statusLook[status];
  const generating = status === "processing" || status === "submitted";
  const text = compact && generating ? "Generating" : statusCopy[status].text;
  const share = generating && progress != null ? `${Math.floor(progress * 100)} %` : "";
  return (
    <Tag tone={look.tone} icon={look.icon} turning={generating} className={className}>
      {text}
      {share && <span>{share}</span>}
    </Tag>
  );
}
