const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
const second = 1000;

/** What a hosted Inngest server allows, so that nothing works here and fails there. */
export const eventBytesMax = 512 * kibibyte;
export const eventsPerRequestMax = 5000;
export const stepBytesMax = 4 * mebibyte;
export const stateBytesMax = 32 * mebibyte;
export const stepsPerRunMax = 1000;
export const waitMsMax = 366 * 24 * 3600 * second;
export const callMsMax = 2 * 3600 * second;

export const bodyBytesMax = 40 * mebibyte;
/** Above this the app fetches the run's state instead of receiving it in the call. */
export const inlineStateBytesMax = 4 * mebibyte;
export const callsInFlightMax = 64;
export const runKeyHours = 24;
export const retentionDays = 14;
export const drainMs = 1500;
/** How long a door keeps trying while the database is away, before it answers 503. */
export const doorPatienceMs = 5 * second;
