import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export const tones = {
  neutral: "bg-raised text-muted",
  success: "bg-tint-success text-success",
  warn: "bg-tint-warn text-warn",
  danger: "bg-tint-danger text-danger",
  info: "bg-tint-info text-info",
  review: "bg-tint-review text-review",
  published: "bg-tint-published text-published",
  rejected: "bg-tint-rejected text-rejected",
} as const;
export type Tone = keyof typeof tones;

type TagProps = {
  tone?: Tone;
  icon?: LucideIcon;
  turning?: boolean;
  className?: string;
  children: ReactNode;
};

/** Words on a tint, 22 px high. */
export function Tag({ tone = "neutral", icon: Icon, turning, className, children }: TagProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5.5 w-fit items-center gap-1.5 whitespace-nowrap rounded-badge px-2 font-medium text-label",
        tones[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className={cn("size-3.25 shrink-0", turning && "animate-turn")} />}
      {children}
    </span>
  );
}
