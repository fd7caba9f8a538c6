import { z } from "zod";

/** A moment in UTC as ISO 8601, from the year 1 on: Postgres knows no year 0. */
export const instant = z.iso.datetime().refine((value) => value >= "0001", "A moment after the year 0.");
