"use client";

import { Download, Globe, RotateCw, WandSparkles } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "#components/copy/errors.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { downloadVideo } from "#components/studio/download.ts";
import { useRetryVideo } from "#components/studio/use-api.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { isActive } from "#lib/contract/status.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { PublishDialog } from "./publish-dialog.tsx";

const refused = (refusal: unknown) => toast.error(sentenceOf(refusal));

/** What can be done with this video now, in the top bar; the primary one last. */
export function VideoActions({ video }: { video: VideoView }) {
  const [publishing, setPublishing] = useState(false);
  const retry = useRetryVideo();
  if (isActive(video.status)) {
    return <span className="text-dense text-muted max-desk:hidden">{copy.closeTab}</span>;
  }
  return (
    <>
      <QuietActions video={video} />
      {video.actions.includes("retry") && (
        <Button
          kind="primary"
          size="sm"
          icon={RotateCw}
          busy={retry.isPending}
          onClick={() => retry.mutate(video.id, { onError: refused })}
        >
          {copy.tryAgain}
        </Button>
      )}
      {video.actions.includes("publish") && (
        <>
          <Button kind="primary" size="sm" icon={Globe} onClick={() => setPublishing(true)}>
            {copy.publish}
          </Button>
          <PublishDialog key={video.updatedAt} video={video} open={publishing} onOpenChange={setPublishing} />
        </>
      )}
      {video.publication && video.status === "published" && (
        <Link href={`/v/${video.publication.slug}`} className={buttonClass({ kind: "primary", size: "sm" })}>
          <Globe aria-hidden />
          {copy.publicPage}
        </Link>
      )}
    </>
  );
}

function QuietActions({ video }: { video: VideoView }) {
  return (
    <>
      {video.isOwn && (
        <Link
          href={{ pathname: "/create", query: { from: video.id } }}
          className={cn(buttonClass({ size: "sm" }), "max-tablet:hidden")}
        >
          <WandSparkles aria-hidden />
          {copy.remix}
        </Link>
      )}
      {artifactOf(video, "video") && (
        <Button
          size="sm"
          icon={Download}
          className="max-tablet:hidden"
          onClick={() => void downloadVideo(video.id).catch(refused)}
        >
          {copy.download}
        </Button>
      )}
    </>
  );
}
