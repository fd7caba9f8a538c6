"use client";

import { cn } from "#components/ui/cn.ts";
import { useStableUrl } from "./use-stable-url.ts";

type StillProps = {
  picture: { id: string; url: string; width: number; height: number };
  alt?: string;
  /** Fills the frame with its own blurred copy where the ratios differ; otherwise only the blurred copy. */
  blurred?: boolean;
  className?: string;
};

/** A picture of ours in a frame that never crops it. */
export function Still({ picture, alt = "", blurred = false, className }: StillProps) {
  const { url, onError } = useStableUrl(picture);
  const wide = picture.width / picture.height;
  const odd = Math.abs(wide - 16 / 9) > 0.02;
  return (
    <span className={cn("absolute inset-0 overflow-hidden bg-black", className)}>
      {(odd || blurred) && (
        // biome-ignore lint/performance/noImgElement: a signed link of a few minutes
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          className="absolute inset-0 size-full scale-125 object-cover opacity-60 blur-2xl saturate-150"
        />
      )}
      {!blurred && (
        // biome-ignore lint/performance/noImgElement: a signed link of a few minutes
        <img
          src={url}
          alt={alt}
          width={picture.width}
          height={picture.height}
          loading="lazy"
          decoding="async"
          onError={onError}
          className="absolute inset-0 size-full object-contain"
        />
      )}
    </span>
  );
}
