import type { Instrumentation } from "next";

/** Next builds this file for its edge runtime as well, which has no Node; nothing of ours runs there. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: replaced by its value while building, so that the edge build leaves the import out
  if (process.env.NEXT_RUNTIME === "nodejs")
    await (await import("./instrumentation-node.ts")).prepareServer();
}

export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  // biome-ignore lint/style/noProcessEnv: as above
  if (process.env.NEXT_RUNTIME === "nodejs")
    (await import("./instrumentation-node.ts")).noteRequestError(error, context.routePath);
};
