/** A place in the history of all videos: the transaction that wrote an event, then the event's number. */
export type Cursor = { transactionId: bigint; eventId: bigint };

const shape = /^(\d{1,19})-(\d{1,18})$/;

/** `<transaction>-<event>`, as it is sent in `id:` and comes back in Last-Event-ID. */
export const formatCursor = ({ transactionId, eventId }: Cursor): string => `${transactionId}-${eventId}`;

/** Undefined for everything that is not a cursor; length keeps both numbers inside 64 bits. */
export function parseCursor(text: string): Cursor | undefined {
  const match = shape.exec(text);
  const [, transactionId, eventId] = match ?? [];
  if (transactionId === undefined || eventId === undefined) return undefined;
  return { transactionId: BigInt(transactionId), eventId: BigInt(eventId) };
}

export function isAfter(one: Cursor, other: Cursor): boolean {
  if (one.transactionId !== other.transactionId) return one.transactionId > other.transactionId;
  return one.eventId > other.eventId;
}
