"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { fieldErrorOf, sentenceOf } from "#components/copy/errors.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { usePublishVideo } from "#components/studio/use-api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { VideoView } from "#lib/contract/video.ts";

type PublishDialogProps = { video: VideoView; open: boolean; onOpenChange: (open: boolean) => void };

const titleLengthMax = 120;

/** Publishes and says so, with the way to the new page. */
function usePublish(onDone: () => void) {
  const publish = usePublishVideo();
  const router = useRouter();
  const onSuccess = ({ publication }: VideoView) => {
    onDone();
    if (!publication) return;
    toast.success(copy.publishDone, {
      action: { label: copy.publicPage, onClick: () => router.push(`/v/${publication.slug}`) },
    });
  };
  const send = (id: string, title: string) => publish.mutate({ id, title }, { onSuccess });
  return { publish, send };
}

/** Asks for the title of the public page, then makes it. */
export function PublishDialog({ video, open, onOpenChange }: PublishDialogProps) {
  const [title, setTitle] = useState(video.publication?.title ?? video.title ?? "");
  const { publish, send } = usePublish(() => onOpenChange(false));
  const formId = useId();
  const fault = publish.isError
    ? (fieldErrorOf(publish.error, "title") ?? sentenceOf(publish.error))
    : undefined;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send(video.id, title);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={copy.publishTitle}
      description={copy.publishText}
      footer={
        <>
          <Button kind="ghost" onClick={() => onOpenChange(false)}>
            {copy.back}
          </Button>
          <Button kind="primary" type="submit" form={formId} busy={publish.isPending}>
            {copy.publish}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit}>
        <Field label={copy.publishName} error={fault} aside={`${title.length} / ${titleLengthMax}`}>
          {(control) => (
            <Input
              {...control}
              tall
              required
              maxLength={titleLengthMax}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
