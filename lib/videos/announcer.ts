/** Tells the durable engine; idempotent by the event ids, and repeated by the sweep when it was lost. */
export interface Announcer {
  videoCreated(video: { id: string; round: number }): Promise<void>;
  videoCanceled(video: { id: string; round: number }): Promise<void>;
  receiptStored(receipt: { id: string; videoId: string; attemptId: string }): Promise<void>;
}
