"use client";

import { generateReactHelpers } from "@uploadthing/react";
import { useRef, useState } from "react";
import type { FileRouter } from "uploadthing/types";
import { createCopy as copy } from "#components/copy/create.ts";
import { bytesOf } from "#components/copy/format.ts";
import { type AssetView, assetBytesMax, assetMimeTypes, uploadResult } from "#lib/contract/asset.ts";
import { problem } from "#lib/contract/problem.ts";

const { useUploadThing } = generateReactHelpers<FileRouter>();

export type Upload = { name: string; previewUrl: string; share: number };

export type SourceImageState = {
  upload: Upload | null;
  refusal: string | null;
  take: (files: readonly File[]) => void;
  cancel: () => void;
};

/** Why a file cannot be taken, before anything is sent; the server looks into it again. */
function faultOf(files: readonly File[]): string | undefined {
  const [file] = files;
  if (!file) return undefined;
  if (files.length > 1) return copy.imageOne;
  if (!assetMimeTypes.some((type) => type === file.type)) return copy.imageWrongType;
  if (file.size === 0) return copy.imageEmpty;
  return file.size > assetBytesMax ? copy.imageTooLarge(bytesOf(file.size)) : undefined;
}

/** The server's own sentence: of the library's answer, or of the problem the ingest answered with. */
function wordsOf(error: { code: string; message: string; data?: unknown }): string {
  const refused = problem.safeParse(error.data);
  if (refused.success) return refused.data.detail;
  return error.code === "UPLOAD_FAILED" ? copy.imageFailed : error.message || copy.imageFailed;
}

/** One upload at a time: its progress, its refusal in words, and a way to stop it. */
export function useSourceImage(onAsset: (asset: AssetView) => void): SourceImageState {
  const [upload, setUpload] = useState<Upload | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(() => new AbortController());
  const run = useRef(0);

  const { startUpload } = useUploadThing("sourceImage", {
    signal: leaving.signal,
    uploadProgressGranularity: "fine",
    onUploadProgress: (percent) => setUpload((now) => now && { ...now, share: percent / 100 }),
    onUploadError: (error) => end(wordsOf(error)),
    onClientUploadComplete: ([file]) => {
      const result = uploadResult.safeParse(file?.serverData);
      if (!result.success) return end(copy.imageFailed);
      if ("refusal" in result.data) return end(result.data.refusal.message);
      onAsset(result.data.asset);
      end(null);
    },
  });

  function end(fault: string | null) {
    setRefusal(fault);
    setUpload((now) => {
      if (now) URL.revokeObjectURL(now.previewUrl);
      return null;
    });
  }

  const take = (files: readonly File[]) => {
    const [file] = files;
    if (!file || upload) return;
    const fault = faultOf(files);
    setRefusal(fault ?? null);
    if (fault) return;
    run.current += 1;
    const mine = run.current;
    setUpload({ name: file.name, previewUrl: URL.createObjectURL(file), share: 0 });
    startUpload([file]).catch(() => mine === run.current && end(copy.imageFailed));
  };

  const cancel = () => {
    run.current += 1;
    leaving.abort();
    setLeaving(new AbortController());
    end(null);
  };
  return { upload, refusal, take, cancel };
}
