import { type Cursor, formatCursor } from "./cursor.ts";
import type { TailMessage } from "./message.ts";

/** How long a browser waits before it connects again, in milliseconds. */
export const preamble = "retry: 1000\n\n";
export const heartbeat = ": still here\n\n";

/** One message in the form of server-sent events; JSON never holds a line break, so that one data line suffices. */
export const wireMessage = (message: TailMessage): string =>
  message.kind === "video"
    ? `id: ${formatCursor(message.cursor)}\nevent: video\ndata: ${JSON.stringify(message.message)}\n\n`
    : `event: progress\ndata: ${JSON.stringify(message.message)}\n\n`;

/** Tells that everything before is said. Its id lets a listener that never heard a message go on from here. */
export const wireReady = (position: Cursor, resync: boolean): string =>
  `id: ${formatCursor(position)}\nevent: ready\ndata: ${JSON.stringify({ resync })}\n\n`;
