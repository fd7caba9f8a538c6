import type { LiveProgressMessage, LiveVideoMessage } from "#lib/contract/live.ts";
import type { Cursor } from "./cursor.ts";

export type HistoryMessage = { kind: "video"; cursor: Cursor; message: LiveVideoMessage };
export type ProgressMessage = {
  kind: "progress";
  ownerId: string;
  notedAt: Date;
  message: LiveProgressMessage;
};
export type TailMessage = HistoryMessage | ProgressMessage;
