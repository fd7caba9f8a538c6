/** Every place at which a fault can be made on purpose, in the order in which a video comes by. */
export const failpointNames = [
  "create.stored",
  "submit.stored",
  "submit.sent",
  "submit.accepted",
  "resolve.found",
  "adopt.stored",
  "receipt.stored",
  "receipt.applied",
  "observe.seen",
  "collect.downloaded",
  "collect.inspected",
  "collect.finished",
  "settle.stored",
  "cancel.stored",
  "release.told",
  "decide.stored",
  "review.stored",
  "publish.stored",
] as const;
export type FailpointName = (typeof failpointNames)[number];

type Fault = (name: FailpointName) => Promise<void>;
let fault: Fault | undefined;

/** Passes, unless a proof has armed it: nothing in the product does. */
export async function failpoint(name: FailpointName): Promise<void> {
  await fault?.(name);
}

export function armFailpoints(armed: Fault | undefined): void {
  fault = armed;
}
