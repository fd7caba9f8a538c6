"use client";

import { Download, EyeOff, Link2, WandSparkles, X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "#components/copy/errors.ts";
import { whenOf } from "#components/copy/format.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { artifactOf } from "#components/studio/artifacts.ts";
import { downloadVideo } from "#components/studio/download.ts";
import { useCancelVideo, useWithdrawVideo } from "#components/studio/use-api.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { isActive } from "#lib/contract/status.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { NotifyButton } from "./notify-button.tsx";
import { stopRisk, waitingWords } from "./take-words.ts";

const refused = (refusal: unknown) => toast.error(sentenceOf(refusal));

/** Where the video stands, what comes next, and the quieter things that can be done. */
export function StatusPanel({ video }: { video: VideoView }) {
  const [now] = useState(() => Date.now());
  const active = isActive(video.status);
  const waiting = waitingWords(video);
  const at = active ? copy.started(whenOf(video.createdAt, now)) : whenOf(video.updatedAt, now);
  return (
    <section className="grid gap-3">
      <div className="flex items-center justify-between gap-3">
        <StatusBadge status={video.status} />
        <span className="text-label text-muted">{at}</span>
      </div>
      {waiting && <p className="font-medium text-dense">{waiting.text}</p>}
      <p className="min-h-10 text-dense text-muted">{waiting?.nextStep ?? video.nextStep}</p>
      {(active || video.status === "completed") && (
        <div className="flex gap-2">
          <NotifyButton words={active ? undefined : copy.notifyDecided} />
          {video.actions.includes("cancel") && <CancelButton video={video} />}
        </div>
      )}
      {video.status === "published" && <PublishedButtons video={video} />}
      {!active && video.isOwn && (
        <div className="flex gap-2 tablet:hidden">
          <Link
            href={{ pathname: "/create", query: { from: video.id } }}
            className={cn(buttonClass(), "grow")}
          >
            <WandSparkles aria-hidden />
            {copy.remix}
          </Link>
          {artifactOf(video, "video") && (
            <Button
              icon={Download}
              className="grow"
              onClick={() => void downloadVideo(video.id).catch(refused)}
            >
              {copy.download}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function CancelButton({ video }: { video: VideoView }) {
  const [asking, setAsking] = useState(false);
  const cancel = useCancelVideo();
  return (
    <>
      <Button kind="ghost" icon={X} onClick={() => setAsking(true)}>
        {copy.cancel}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={copy.cancelTitle}
        description={copy.cancelText[stopRisk(video)]}
        confirm={copy.cancelConfirm}
        cancel={copy.cancelKeep}
        danger
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate(video.id, { onError: refused, onSettled: () => setAsking(false) })}
      />
    </>
  );
}

function PublishedButtons({ video }: { video: VideoView }) {
  const [asking, setAsking] = useState(false);
  const withdraw = useWithdrawVideo();
  const { publication } = video;
  if (!publication) return null;
  const copyLink = () =>
    void navigator.clipboard
      .writeText(new URL(publication.url, location.origin).href)
      .then(() => toast.success(copy.linkCopied))
      .catch(refused);
  return (
    <div className="flex gap-2">
      <Button icon={Link2} className="grow" onClick={copyLink}>
        {copy.copyLink}
      </Button>
      {video.actions.includes("withdraw") && (
        <Button kind="danger" icon={EyeOff} onClick={() => setAsking(true)}>
          {copy.withdraw}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={copy.withdrawTitle}
        description={copy.withdrawText}
        confirm={copy.withdraw}
        cancel={copy.keep}
        danger
        busy={withdraw.isPending}
        onConfirm={() =>
          withdraw.mutate(video.id, {
            onSuccess: () => toast.success(copy.withdrawDone),
            onError: refused,
            onSettled: () => setAsking(false),
          })
        }
      />
    </div>
  );
}
