import { z } from "zod";

export const idParams = z.object({ id: z.string().min(1).max(64) });

/** What every change of one thing may answer with. */
export const changing = ["not_signed_in", "cross_site", "not_found", "conflict"] as const;
