import { parseArgs } from "node:util";
import { connect } from "#db/client.ts";
import { connectVendors } from "#lib/providers/connect-vendors.ts";
import { submitRequest } from "#lib/testing/submit-request.ts";
import { readVendorSettings } from "#lib/vendor-settings.ts";
import { simulatorEnvironment } from "#simulator/environment.ts";
import { promptOf } from "./orders.ts";

/**
 * The control: the same vendor through the same adapter, in the order in which one writes it first. It calls, then
 * stores, and tries again where there was an error; killed and started again it goes on with what it did not store.
 */
const { values } = parseArgs({
  options: { database: { type: "string" }, origin: { type: "string" }, videos: { type: "string" } },
});
const triesMax = 3;
const atOnce = 8;
const origin = values.origin ?? "";
const own = { appUrl: "http://127.0.0.1:1", rendererUrl: "http://127.0.0.1:1", secret: "x".repeat(32) };
const { providers } = connectVendors(readVendorSettings(simulatorEnvironment(origin)), own);
const vendor = providers.find(({ name }) => name === "replicate");
const { sql, close } = connect(values.database ?? "", 4);

async function make(video: number): Promise<void> {
  if (!vendor) throw new Error("the vendor is not connected");
  for (let tries = 1; tries <= triesMax; tries++) {
    const request = submitRequest("replicate-seedance-1-pro", { prompt: promptOf(video, "naive") });
    const outcome = await vendor.submit(request);
    if (outcome.kind !== "accepted") continue;
    const job = vendor.jobIdOf(outcome.operation);
    await sql`insert into naive_jobs (video, job) values (${video}, ${job ?? ""}) on conflict (video) do nothing`;
    return;
  }
  await sql`insert into naive_jobs (video, job) values (${video}, '') on conflict (video) do nothing`;
}

const stored = new Set((await sql`select video from naive_jobs`).map(({ video }) => Number(video)));
const waiting = Array.from({ length: Number(values.videos) }, (_, at) => at).filter((at) => !stored.has(at));
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let video = waiting.shift(); video !== undefined; video = waiting.shift()) await make(video);
  }),
);
await close();
