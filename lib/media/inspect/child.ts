import { type InspectTask, inspectTask } from "./protocol.ts";

async function perform(task: InspectTask): Promise<object> {
  if (task.kind === "image") return (await import("./image.ts")).rewriteImage(task.path, task.outPath);
  if (task.kind === "fit") return (await import("./fit.ts")).fitImage(task);
  if (task.kind === "stills") return (await import("./stills.ts")).writeStills(task.path, task.folder);
  return (await import("./probe.ts")).probe(task.path);
}

async function work(message: unknown): Promise<void> {
  const answer = await perform(inspectTask.parse(message));
  process.send?.(answer, undefined, {}, () => process.exit(0));
}

process.once("message", (message) => void work(message).catch(() => process.exit(1)));
process.once("disconnect", () => process.exit(0));
