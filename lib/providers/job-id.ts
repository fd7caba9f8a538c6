import { z } from "zod";
import type { Operation } from "./types.ts";

const lengthMax = 300;

/**
 * A vendor's id of a job: opaque, but one word that may stand in a path and in a line of a log. What is none of that
 * was not made by a vendor.
 */
export const jobId = z
  .string()
  .max(lengthMax)
  .regex(/^(?!\.+$)[\w.:=~+@-]+$/);

/** The id where it can be one; undefined for everything else. */
export const readJobId = (given: unknown): string | undefined => jobId.safeParse(given).data;

/** The handle that `make` makes of an id; undefined where that cannot be one. */
export function operationFrom(given: string, make: (id: string) => Operation): Operation | undefined {
  const id = readJobId(given);
  return id === undefined ? undefined : make(id);
}
