import { CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type BannerProps = { tone?: "warn" | "danger"; title: string; action?: ReactNode; children?: ReactNode };

/** Something needs a person now. */
export function Banner({ tone = "warn", title, action, children }: BannerProps) {
  const Icon = tone === "warn" ? TriangleAlert : CircleX;
  return (
    <div
      role="status"
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card border px-4 py-2 text-dense",
        tone === "warn" ? "border-banner-edge bg-banner" : "border-danger/40 bg-tint-danger",
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", tone === "warn" ? "text-warn" : "text-danger")} />
      <p className="min-w-0 flex-1 basis-64 py-1.5">
        <strong className="font-semibold">{title}</strong>{" "}
        {children && <span className="text-muted">{children}</span>}
      </p>
      {action}
    </div>
  );
}
