/** Nudges the durable engine without waiting for it. Idempotent by event id; the sweep repeats what was lost. */
export interface Announcer {
  videoCreated(video: { id: string; round: number }): void;
  /** Its work goes on where it stopped: after a decision, or because nobody follows its job. One `cause`, one start. */
  videoResumed(video: { id: string; round: number; cause: string }): void;
  videoCanceled(video: { id: string; round: number }): void;
  stillQueued(still: { id: string }): void;
  receiptStored(receipt: { id: string; videoId: string; attemptId: string }): void;
}
