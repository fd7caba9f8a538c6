import { Hono } from "hono";
import type { Core, Dialect } from "../dialect.ts";
import type { FaultGate, SimulatorEnv } from "../faults/apply.ts";
import { linkHolds } from "./links.ts";
import { serveFile } from "./serve-file.ts";

/** The vendors' file hosts: signed links that run out. */
export function fileRoutes(core: Core, dialects: readonly Dialect[], gate: FaultGate): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  app.get("/:dialect/:file", async (c) => {
    const dialect = dialects.find(({ name }) => name === c.req.param("dialect"));
    const id = c.req.param("file").replace(/\.mp4$/, "");
    const link = {
      dialect: dialect?.name ?? "",
      id,
      expires: Number(c.req.query("expires")),
      signature: c.req.query("signature") ?? "",
    };
    if (!dialect || !linkHolds(link, core.now())) return c.text("Access denied or expired", 403);
    const job = core.find(dialect.name, id);
    if (job?.state !== "succeeded") return c.text("Not found", 404);
    const refused = dialect.refuseDownload?.(core, job);
    if (refused) return refused;
    const scene = { dialect, door: "output" as const, url: new URL(c.req.url), job, bindings: c.env };
    return gate.pass(scene, job.prompt, async () =>
      serveFile(Uint8Array.from(await core.outputBytes(job)), "video/mp4", c.req.header("range")),
    );
  });
  return app;
}
