import { serve } from "inngest/next";
import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/all.ts";
import { env } from "#lib/env.ts";

type Serve = ReturnType<typeof serve>;

let made: Serve | undefined;

/**
 * Made when first asked for, because the environment is not read while building. What is registered is our own
 * address, whatever Host a caller writes.
 */
function served(): Serve {
  made ??= serve({ client: inngest, functions, serveOrigin: env().APP_URL });
  return made;
}

export const GET: Serve["GET"] = (...call) => served().GET(...call);
export const POST: Serve["POST"] = (...call) => served().POST(...call);
export const PUT: Serve["PUT"] = (...call) => served().PUT(...call);
