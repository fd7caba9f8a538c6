import { sql } from "drizzle-orm";
import type { FailpointName } from "#lib/failpoint.ts";
import { biteMark, type faultKinds } from "../world/arm.ts";
import { eventually } from "../world/eventually.ts";
import type { World } from "../world/world.ts";
import { journeys, type Scene } from "./cases.ts";

export type Crash = { name: FailpointName; kind: (typeof faultKinds)[number] };
/** Milliseconds from the bite to the next thing that happened, or to an app that serves where nothing was left to do. */
export type Recovery = Crash & { backMs: number };

const hangMs = 1500;

/** Changes with every step that any work makes. */
async function pulse(world: World): Promise<string> {
  const [row] = await world.db.execute(sql`
    select (select count(*) from video_events) || ' ' || (select count(*) from attempt_findings) || ' '
      || (select md5(coalesce(string_agg(state || fence::text, '' order by id), '')) from attempts) || ' '
      || (select count(*) from webhook_receipts where applied_at is not null) || ' '
      || (select count(*) from ledger_entries) || ' ' || (select count(*) from decisions) as pulse`);
  return String(row?.pulse);
}

function bitesOf(world: World): number[] {
  return [...world.app.output().matchAll(new RegExp(`${biteMark} (\\d+)`, "g"))].map(([, at]) => Number(at));
}

/** Ends a process that hangs, as a supervisor's health check would, and starts the next one. */
async function restart(world: World, { kind }: Crash): Promise<void> {
  if (kind === "throw") return;
  if (kind === "hang") {
    await new Promise((done) => setTimeout(done, hangMs));
    await world.app.kill();
  } else await world.app.ended();
  await world.app.start();
}

/** One journey with one fault at one place, until it has ended well. Throws where the fault never bit. */
export async function crashOnce(scene: Omit<Scene, "run">, crash: Crash): Promise<Recovery> {
  const { world } = scene;
  const before = bitesOf(world).length;
  await world.app.start();
  await world.arm(`${crash.name}:${crash.kind}`);
  let over = false;
  const journey = journeys[crash.name]({ ...scene, run: `${crash.name}-${crash.kind}` }).finally(() => {
    over = true;
  });
  const recovered = (async (): Promise<number> => {
    const bitten = await eventually(
      `the fault at ${crash.name} bites`,
      () => bitesOf(world)[before] ?? (over && "never"),
      120,
    );
    if (bitten === "never") throw new Error(`no journey came by ${crash.name}`);
    const last = await pulse(world);
    await restart(world, crash);
    await eventually("work goes on", async () => over || (await pulse(world)) !== last, 120);
    return Date.now() - Number(bitten);
  })();
  const [backMs] = await Promise.all([recovered, journey]);
  return { ...crash, backMs };
}
