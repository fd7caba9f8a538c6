"use client";

import { Check, ImageUp, Loader, X } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { countOf } from "#components/copy/format.ts";
import { IconButton } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { type AssetView, assetMimeTypes } from "#lib/contract/asset.ts";
import type { AspectRatio } from "#lib/contract/platform.ts";
import { FrameForm, FrameOffer, FrameState } from "./first-frame.tsx";
import type { FirstFrame } from "./use-first-frame.ts";
import type { SourceImageState, Upload } from "./use-source-image.ts";

type SourceImageProps = {
  asset: AssetView | null;
  /** The shape that the video will have. */
  aspectRatio: AspectRatio;
  source: SourceImageState;
  frame: FirstFrame;
  error?: string;
  /** Why nobody would start from an image; null where somebody would. */
  off: string | null;
  onRemove: () => void;
};

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

/** An image to start from: choose, drop, paste or have one made; progress, preview, cancel, remove. */
export function SourceImage({ asset, aspectRatio, source, frame, error, off, onRemove }: SourceImageProps) {
  const [over, setOver] = useState(false);
  const [asking, setAsking] = useState(false);
  const framing = !asset && !source.upload && (frame.still !== undefined || frame.pending);
  const empty = !asset && !source.upload && !framing;
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      source.take([...event.dataTransfer.files]);
    },
  };
  const fault = source.refusal ?? error;
  return (
    <Field label={copy.image} aside={copy.imageHint} hint={off ?? undefined} error={fault ?? undefined}>
      {(control) => (
        <>
          <section
            aria-label={copy.image}
            {...drop}
            className={cn(
              "relative min-h-20 rounded-control border bg-surface transition-colors",
              empty && "border-control border-dashed",
              fault && asset && "border-danger",
              over && "border-text bg-raised",
            )}
          >
            {source.upload ? (
              <Uploading upload={source.upload} onCancel={source.cancel} />
            ) : asset ? (
              <Ready asset={asset} aspectRatio={aspectRatio} onRemove={onRemove} />
            ) : framing ? (
              <FrameState frame={frame} onAgain={() => setAsking(true)} />
            ) : (
              <Choose
                id={control.id}
                describedBy={control["aria-describedby"]}
                over={over}
                take={source.take}
                offer={
                  (frame.model || !frame.known) && !asking ? (
                    <FrameOffer hidden={!frame.known} onOpen={() => setAsking(true)} />
                  ) : null
                }
              />
            )}
          </section>
          {empty && asking && <FrameForm frame={frame} onClose={() => setAsking(false)} />}
        </>
      )}
    </Field>
  );
}

type ChooseProps = {
  id: string;
  describedBy?: string;
  over: boolean;
  take: (files: File[]) => void;
  offer: ReactNode;
};

function Choose({ id, describedBy, over, take, offer }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        id={id}
        type="file"
        aria-describedby={describedBy}
        accept={assetMimeTypes.join(",")}
        className="peer absolute inset-0 z-1 size-full cursor-pointer rounded-control opacity-0"
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <div className="flex min-h-19.5 size-full items-center justify-center gap-2.5 rounded-control px-3 text-dense text-muted peer-hover:text-text peer-focus-visible:outline-2 peer-focus-visible:outline-ring peer-focus-visible:outline-offset-2">
        <ImageUp aria-hidden className="size-4" />
        {over ? (
          <span className="font-medium text-text">{copy.imageDropNow}</span>
        ) : (
          <span>
            <span className="font-medium text-text underline decoration-border-strong underline-offset-4">
              {copy.imageChoose}
            </span>
            <span className="touch:hidden">, {copy.imageDrop}</span>
          </span>
        )}
        {!over && offer}
      </div>
    </>
  );
}

function Uploading({ upload, onCancel }: { upload: Upload; onCancel: () => void }) {
  const words = upload.share < 1 ? copy.imageUploading(Math.floor(upload.share * 100)) : copy.imageChecking;
  return (
    <div className="flex h-19.5 items-center gap-3 p-2">
      {/* biome-ignore lint/performance/noImgElement: a picture of this browser's own memory */}
      <img
        src={upload.previewUrl}
        alt=""
        className="h-full w-28 rounded-badge bg-raised object-cover opacity-60"
      />
      <div className="grid min-w-0 grow gap-1.5">
        <p className="truncate font-medium text-dense">{upload.name}</p>
        <p role="status" className="flex items-center gap-1.5 text-label text-muted">
          <Loader aria-hidden className="size-3.5 animate-turn" />
          {words}
        </p>
        <Progress label={words} value={upload.share} tone="text" />
      </div>
      <IconButton label={copy.imageCancel} icon={X} onClick={onCancel} />
    </div>
  );
}

const shapeTolerance = 0.01;

function hasShape({ width, height }: AssetView, aspectRatio: AspectRatio): boolean {
  const [across = 1, down = 1] = aspectRatio.split(":").map(Number);
  return Math.abs((width / height) * (down / across) - 1) <= shapeTolerance;
}

type ReadyProps = { asset: AssetView; aspectRatio: AspectRatio; onRemove: () => void };

function Ready({ asset, aspectRatio, onRemove }: ReadyProps) {
  const noteId = useId();
  const cropped = !hasShape(asset, aspectRatio);
  return (
    <div className="flex min-h-19.5 items-center gap-3 p-2">
      {/* biome-ignore lint/performance/noImgElement: a signed link of a few minutes */}
      <img
        src={asset.url}
        alt=""
        width={asset.width}
        height={asset.height}
        className="h-15.5 w-28 shrink-0 rounded-badge bg-raised object-cover"
      />
      <div className="min-w-0 grow">
        <p className="truncate font-medium text-dense" title={asset.name}>
          {asset.name}
        </p>
        <p id={noteId} className="flex items-center gap-1.5 text-label text-muted">
          <Check aria-hidden className="size-4 shrink-0 text-success" />
          {`${countOf(asset.width)} × ${countOf(asset.height)}`}
          <span className="max-tablet:hidden"> · {copy.imageRemoved}</span>
        </p>
        {cropped && <p className="text-label text-muted">{copy.imageCropped(aspectRatio)}</p>}
      </div>
      <IconButton label={copy.imageRemove(asset.name)} icon={X} onClick={onRemove} />
    </div>
  );
}
