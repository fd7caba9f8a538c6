import { setTimeout as pause } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { type Dialect, type Door, type Job, jobStates, Refused } from "../dialect.ts";
import type { Fault } from "./desk.ts";
import { findRule } from "./table.ts";
import { breakOff } from "./transport.ts";

export type Scene = {
  dialect: Dialect;
  door: Door;
  url: URL;
  job: Job | undefined;
  bindings: HttpBindings;
  /** How often this task was read before. */
  readings: number;
  forget(job: Job): void;
};

function refuse({ argument, name }: Fault, scene: Scene): Response {
  const reason = findRule(name)?.refusal ?? "server";
  const wait = name === "retry-after" ? (argument ?? "2") : undefined;
  const seconds = wait === undefined || Number.isNaN(Number(wait)) ? undefined : Number(wait);
  const said = scene.dialect.refuse(
    new Refused(reason, `Refused by the simulator: ${name}`, seconds),
    scene.door,
  );
  const response = new Response(said.body, said);
  if (wait !== undefined) response.headers.set("retry-after", wait);
  return response;
}

function redirect({ argument }: Fault, { url }: Scene): Response | undefined {
  const onward = new URL(url);
  onward.searchParams.set("hop", "1");
  const targets: Record<string, string> = { loop: url.href, away: "http://169.254.169.254/latest/" };
  if (argument === undefined && url.searchParams.has("hop")) return undefined;
  const location = argument === undefined ? onward.href : (targets[argument] ?? argument);
  return new Response(null, { status: 307, headers: { location } });
}

/** Shows the task in another state at every second reading; returns how to put the truth back. */
export function disguise({ argument }: Fault, { job, readings }: Scene): () => void {
  const shown = jobStates.find((state) => state === (argument ?? "queued"));
  if (!job || !shown || readings % 2 === 0) return () => undefined;
  const truth = job.state;
  job.state = shown;
  return () => {
    if (job.state === shown) job.state = truth;
  };
}

type Before = (fault: Fault, scene: Scene) => Response | undefined | Promise<Response | undefined>;

const acts: Record<string, Before> = {
  delay: async ({ argument }) => {
    await pause(Number(argument ?? 2000) || 2000);
    return undefined;
  },
  drop: (_fault, { bindings }) => breakOff(bindings),
  status: ({ argument }) => {
    const status = Number(argument ?? 503);
    const valid = Number.isInteger(status) && status >= 200 && status <= 599 ? status : 503;
    return new Response([204, 205, 304].includes(valid) ? null : `status ${valid}`, { status: valid });
  },
  redirect,
  expire: () => new Response("Request has expired", { status: 403 }),
  "404-after": ({ argument }, { job, readings, forget }) => {
    if (job && readings >= Number(argument ?? 1)) forget(job);
    return undefined;
  },
};

/** What a fault does before the route is asked; an answer keeps the route from running. */
export async function actBefore(fault: Fault, scene: Scene): Promise<Response | undefined> {
  if (findRule(fault.name)?.refusal) return refuse(fault, scene);
  return acts[fault.name]?.(fault, scene);
}
