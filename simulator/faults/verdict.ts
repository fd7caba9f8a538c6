import { AsyncLocalStorage } from "node:async_hooks";

/** Carries a refusal that a vendor speaks only after acceptance, from the door to the task made behind it. */
export const laterVerdict = new AsyncLocalStorage<{ policy: boolean }>();
