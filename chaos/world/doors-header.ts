/** Says who asks at the doors of a world, in place of a session. */
export const personHeader = "x-chaos-person";
/** Where a fault is placed in an app that runs. */
export const armPath = "/_chaos/arm";
/** Where a running app is asked to apply its whole history of callbacks again. */
export const replayPath = "/_chaos/replay";
