import { Inngest } from "inngest";
import { log } from "#lib/log.ts";

/** Keys, address and mode come from the `INNGEST_*` environment, which alone decides between embedded and real. */
export const inngest = new Inngest({ id: "dailies", logger: log("inngest") });
