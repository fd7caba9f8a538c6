import { setMaxListeners } from "node:events";

declare global {
  var dailiesShutdown: AbortController | undefined;
}

/** One for the process: module state is not enough, because the bundler may load a module once for each route. */
function controller(): AbortController {
  if (globalThis.dailiesShutdown) return globalThis.dailiesShutdown;
  const made = new AbortController();
  setMaxListeners(0, made.signal);
  globalThis.dailiesShutdown = made;
  return made;
}

/** Aborted when the process is asked to end; whatever holds a connection open listens to it. */
export const shutdownSignal = (): AbortSignal => controller().signal;

/** Closes everything that would keep the server from ending. Called once, at SIGTERM or SIGINT. */
export const beginShutdown = (): void => controller().abort();
