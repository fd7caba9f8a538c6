import { fileURLToPath } from "node:url";
import { type ChildOrder, type ChildReport, childReport } from "../child-protocol.ts";
import { type ChildLimits, runGuardedChild } from "../guarded-child.ts";
import type { JobErrorCode } from "../protocol.ts";

export type RunResult = { ok: true; encoder: string } | { ok: false; code: JobErrorCode; message: string };

const childPath = fileURLToPath(new URL("../child.ts", import.meta.url));

/** One render in a process of its own. Resolves when that process is gone; aborting kills it. */
export async function runChild(
  order: ChildOrder,
  limits: ChildLimits,
  signal: AbortSignal,
  onReport: (report: ChildReport) => void,
): Promise<RunResult> {
  let result: RunResult | undefined;
  const end = await runGuardedChild({
    path: childPath,
    message: order,
    limits,
    signal,
    onMessage: (message) => {
      const report = childReport.safeParse(message).data;
      if (report?.type === "done") result = { ok: true, encoder: report.encoder };
      if (report?.type === "failed") result = { ok: false, code: report.code, message: report.message };
      if (report) onReport(report);
    },
  });
  const { memoryMb, timeoutSeconds } = limits;
  if (end.kind === "memory")
    return { ok: false, code: "memory", message: `The render needed more than ${memoryMb} MB` };
  if (end.kind === "timeout") {
    return { ok: false, code: "timeout", message: `The render took longer than ${timeoutSeconds} s` };
  }
  return result ?? { ok: false, code: "crashed", message: "The render ended before it was finished" };
}
