"use client";

import { reviewCopy } from "#components/copy/review.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { DecisionBar } from "./decision-bar.tsx";
import { NoteField } from "./note-field.tsx";
import { Reasons } from "./reasons.tsx";
import { SourcePanel } from "./source-panel.tsx";
import type { Room } from "./use-room.ts";

type DecisionPanelProps = {
  room: Room;
  video: VideoSummaryView;
  wipe: boolean;
  onWipeChange: (wipe: boolean) => void;
};

/** Source, note, reasons, decision. The last two stay in sight at every width. */
export function DecisionPanel({ room, video, wipe, onWipeChange }: DecisionPanelProps) {
  const { draft, toggleReason, writeNote } = room.drafting;
  const { verdict } = room;
  return (
    <aside
      aria-label={reviewCopy.decision}
      className="flex min-h-0 flex-col bg-surface max-desk:bg-background max-desk:pb-40 desk:sticky desk:top-(--top-bar) desk:h-[calc(100dvh-var(--top-bar))] desk:border-l"
    >
      <div className="min-h-0 grow overflow-y-auto">
        <SourcePanel source={video.sourceAssets[0]} wipe={wipe} onWipeChange={onWipeChange} />
        <NoteField
          note={draft.note}
          onChange={writeNote}
          required={verdict.noteNeeded}
          error={verdict.missing === "note" && !draft.note.trim() ? reviewCopy.noteNeeded : undefined}
          inputRef={verdict.noteRef}
        />
      </div>
      <div className="z-10 grid gap-3 border-t bg-surface px-4 py-3 max-desk:fixed max-desk:right-0 max-desk:bottom-0 max-desk:bg-background max-tablet:bottom-(--tab-bar) max-tablet:left-0 tablet:px-5 tablet:py-4 tablet:max-desk:left-18">
        <Reasons reasons={room.queue.reasons} chosen={draft.reasons} onToggle={toggleReason} />
        <DecisionBar
          reasonCount={draft.reasons.length}
          approveBlocked={verdict.approveBlocked}
          missing={verdict.missing === "reason" ? reviewCopy.reasonNeeded : null}
          onApprove={verdict.approve}
          onReject={verdict.reject}
        />
      </div>
    </aside>
  );
}
