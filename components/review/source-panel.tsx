"use client";

import { reviewCopy } from "#components/copy/review.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import type { AssetView } from "#lib/contract/asset.ts";

type SourcePanelProps = {
  source: AssetView | undefined;
  wipe: boolean;
  onWipeChange: (wipe: boolean) => void;
};

/** The image the clip was made from, beside it or wiped over it. */
export function SourcePanel({ source, wipe, onWipeChange }: SourcePanelProps) {
  return (
    <section className="grid gap-3 border-b px-5 py-4 max-tablet:hidden">
      <header className="flex min-h-9 items-center justify-between gap-3">
        <h3 className="text-section">{reviewCopy.source}</h3>
        {source && (
          <Segmented
            label={reviewCopy.sourceView}
            value={wipe ? "wipe" : "beside"}
            options={[
              { value: "beside", label: reviewCopy.beside },
              { value: "wipe", label: reviewCopy.wipe },
            ]}
            onValueChange={(value) => onWipeChange(value === "wipe")}
          />
        )}
      </header>
      {source ? (
        // biome-ignore lint/performance/noImgElement: a signed link of five minutes is not to be cached by an optimizer
        <img
          src={source.url}
          alt={reviewCopy.source}
          width={source.width}
          height={source.height}
          className="max-h-56 w-full rounded-still bg-black object-contain"
        />
      ) : (
        <p className="text-dense text-muted">{reviewCopy.sourceNone}</p>
      )}
    </section>
  );
}
