"use client";

import { useState } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Waited } from "#components/ui/waited.tsx";
import { DecisionCards } from "./decision-cards.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { QueueColumn } from "./queue-column.tsx";
import { QueueList } from "./queue-list.tsx";
import { RoomContent } from "./room-content.tsx";
import { useRoomKeys } from "./room-keys.ts";
import { useKeysSetting } from "./use-keys-setting.ts";
import { type Room, useRoom } from "./use-room.ts";

/** Queue, clip and decision: a queue that can be cleared without the mouse. */
export function ReviewRoom() {
  const room = useRoom();
  const [wipe, setWipe] = useState(false);
  const [help, setHelp] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const [keysOn, setKeysOn] = useKeysSetting();
  useRoomKeys(room, {
    on: keysOn,
    toggleWipe: () => setWipe((before) => !before),
    openHelp: () => setHelp(true),
  });
  const { queue, items, selection } = room;
  const choose = (videoId: string) => {
    selection.select(videoId);
    setDrawer(false);
  };
  const list = <QueueList queue={queue} items={items} currentId={selection.current?.id} onSelect={choose} />;
  return (
    <>
      <TopBar title={reviewCopy.title} sub={<WaitingLine room={room} />}>
        <button
          type="button"
          title={reviewCopy.keysButton}
          onClick={() => setHelp(true)}
          className="flex h-8 items-center gap-2 rounded-control px-1 text-dense text-muted hover:text-text max-desk:hidden"
        >
          <Kbd>?</Kbd> {reviewCopy.keys}
        </button>
      </TopBar>
      <div className="relative grow wide:grid wide:h-[calc(100dvh-var(--top-bar))] wide:grid-cols-[264px_minmax(0,1fr)]">
        <QueueColumn summary={queue.summary}>{list}</QueueColumn>
        <RoomContent room={room} wipe={wipe} onWipeChange={setWipe} onOpenQueue={() => setDrawer(true)} />
        <DecisionCards
          entries={room.entries}
          onUndo={room.verdict.undo}
          onDismiss={room.decisions.dismiss}
          className="z-20 max-wide:fixed max-wide:bottom-4 max-wide:left-4 max-wide:w-80 max-tablet:inset-x-4 max-tablet:top-[calc(var(--top-bar)+8px)] max-tablet:bottom-auto max-tablet:w-auto tablet:max-wide:left-22 wide:absolute wide:bottom-20 wide:left-3 wide:w-60"
        />
      </div>
      <p role="status" className="sr-only">
        {room.verdict.said}
      </p>
      <Sheet open={drawer} onOpenChange={setDrawer} title={reviewCopy.queue} side="left">
        <div className="-mx-4">{list}</div>
      </Sheet>
      <KeysDialog open={help} onOpenChange={setHelp} on={keysOn} onChange={setKeysOn} />
    </>
  );
}

function WaitingLine({ room }: { room: Room }) {
  const { queue, items, waiting } = room;
  if (queue.loading || queue.error) return null;
  const oldest = items[0]?.completedAt ?? queue.summary?.oldestAt;
  if (waiting === 0) return reviewCopy.nothingWaiting;
  return (
    <>
      {reviewCopy.waiting(waiting)}
      {oldest && (
        <span className="max-tablet:hidden">
          , {reviewCopy.oldest} <Waited since={oldest} />
        </span>
      )}
    </>
  );
}
