"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { createCopy as copy } from "#components/copy/create.ts";
import { sentenceOf } from "#components/copy/errors.ts";
import { useShellUser } from "#components/shell/shell-user.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { LoadFailure } from "#components/studio/load-failure.tsx";
import { QuotaMeter } from "#components/studio/quota-meter.tsx";
import { useVideos } from "#components/studio/use-api.ts";
import { call } from "#lib/http/client.ts";
import { Composer } from "./composer.tsx";
import { draftFrom } from "./draft.ts";
import { Examples } from "./examples.tsx";
import { Stage, StageSkeleton, Strip } from "./stage.tsx";
import { useDraft } from "./use-draft.ts";

const stripLength = 4;

/** The composer beside what came out of it. */
export function CreatePage() {
  const user = useShellUser();
  const draft = useDraft(user.id);
  const { remix } = useRemix(draft.change, draft.ready);
  const videos = useVideos({}, stripLength + 1);
  const items = videos.data?.pages[0]?.items ?? [];
  const latest = items.find(({ status }) => status !== "canceled" && status !== "expired") ?? items[0];
  const earlier = items.filter((item) => item !== latest);
  return (
    <>
      <TopBar title={copy.title}>
        <QuotaMeter />
      </TopBar>
      <div className="grid grow grid-cols-1 desk:grid-cols-[minmax(380px,488px)_1fr]">
        <Composer draft={draft} />
        <div className="grid grid-cols-1 content-start gap-8 px-8 py-6 max-tablet:px-4 max-tablet:pb-32">
          {videos.isPending && <StageSkeleton />}
          {videos.isError && !videos.data && (
            <LoadFailure error={videos.error} onRetry={() => void videos.refetch()} />
          )}
          {videos.data && !latest && <Examples onTake={draft.change} />}
          {latest && <Stage key={latest.id} video={latest} onRemix={remix} />}
          {earlier.length > 0 && <Strip videos={earlier.slice(0, stripLength)} />}
        </div>
      </div>
    </>
  );
}

/** Takes over another video's prompt and settings: from a button here, or from `?from=` in the address. */
function useRemix(change: ReturnType<typeof useDraft>["change"], ready: boolean) {
  const router = useRouter();
  const from = useSearchParams().get("from");
  const taken = useRef<string | null>(null);
  const remix = (id: string) =>
    call("getVideo", { id })
      .then((video) => {
        change(draftFrom(video));
        scrollTo({ top: 0 });
        toast.success(copy.remixed);
      })
      .catch((refusal: unknown) => toast.error(sentenceOf(refusal)));
  const latest = useRef(remix);
  useEffect(() => {
    latest.current = remix;
  });
  useEffect(() => {
    if (!from || !ready || taken.current === from) return;
    taken.current = from;
    void latest.current(from).then(() => router.replace("/create"));
  }, [from, ready, router]);
  return { remix };
}
