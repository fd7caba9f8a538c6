import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import type { Core, Dialect, Door, Job } from "../dialect.ts";
import { actAfter } from "./after.ts";
import { actBefore, disguise, type Scene } from "./before.ts";
import type { FaultDesk } from "./desk.ts";
import { laterVerdict } from "./verdict.ts";

export type SimulatorEnv = { Bindings: HttpBindings };
export type DoorCounts = Map<string, number>;

const scannedMax = 2_000_000;

/** The task a request speaks of: by an id in its path, its query or its small body. */
function findJob(core: Core, dialect: Dialect, words: string): Job | undefined {
  for (const token of new Set(words.match(/[A-Za-z0-9_-]{4,}/g) ?? [])) {
    const job = core.find(dialect.name, token) ?? core.findByExternalId(dialect.name, token);
    if (job) return job;
  }
  return undefined;
}

export function createFaultGate(core: Core, desk: FaultDesk) {
  const counts: DoorCounts = new Map();
  const readings = new WeakMap<Job, number>();

  function occasionOf(
    dialect: Dialect,
    door: Door,
    job: Job | undefined,
    first: boolean,
  ): string | undefined {
    if (door === "submit") return `request ${counts.get(`${dialect.name} submit`)}`;
    return job && first ? `task ${job.extra.sequence}` : undefined;
  }

  /** Runs `next` between the faults that bite at this door. */
  async function pass(
    scene: Omit<Scene, "readings" | "forget">,
    text: string,
    next: () => Promise<Response>,
  ): Promise<Response> {
    const { dialect, door, job } = scene;
    const counted = `${dialect.name} ${door}`;
    counts.set(counted, (counts.get(counted) ?? 0) + 1);
    const before = job ? (readings.get(job) ?? 0) : 0;
    if (job && door === "status") readings.set(job, before + 1);
    const first = before === 0;
    const faults = desk.meet(dialect.name, door, text, occasionOf(dialect, door, job, first));
    const whole: Scene = { ...scene, readings: before, forget: (gone) => core.remove(gone) };
    const policy =
      dialect.judgesLater === true && door === "submit" && faults.some(({ name }) => name === "policy");
    let restore = (): void => undefined;
    for (const fault of faults) {
      if (policy && fault.name === "policy") continue;
      if (fault.name === "flip-status") restore = disguise(fault, whole);
      const answer = await actBefore(fault, whole);
      if (answer) return answer;
    }
    let response = await laterVerdict.run({ policy }, next).finally(() => restore());
    for (const fault of faults) response = await actAfter(fault, whole, response);
    return response;
  }

  /** Middleware of one dialect's mount: counts its requests and lets its faults bite. */
  function gate(dialect: Dialect): MiddlewareHandler<SimulatorEnv> {
    return async (c: Context<SimulatorEnv>, next) => {
      const url = new URL(c.req.url);
      const path = url.pathname.slice(dialect.name.length + 1) || "/";
      const door = dialect.doorOf(c.req.method, path);
      const body = c.req.raw.body ? await c.req.raw.clone().text() : "";
      const small = body.length <= scannedMax ? body : "";
      const job =
        door === "submit"
          ? undefined
          : findJob(core, dialect, `${path} ${url.search} ${small.slice(0, 4096)}`);
      const scene = { dialect, door, url, job, bindings: c.env };
      const text = door === "submit" ? body : (job?.prompt ?? small);
      c.res = await pass(scene, text, async () => {
        await next();
        const response = c.res;
        c.res = undefined;
        return response;
      });
      return undefined;
    };
  }

  return { counts, pass, gate };
}

export type FaultGate = ReturnType<typeof createFaultGate>;
