import { writeSync } from "node:fs";
import { z } from "zod";
import { armFailpoints, failpointNames } from "#lib/failpoint.ts";

export const faultKinds = ["kill", "throw", "hang"] as const;
const arming = z.object({
  name: z.enum(failpointNames),
  kind: z.enum(faultKinds),
  nth: z.coerce.number().int().min(1),
});

/** Written to standard output at the moment a fault bites, with the time in milliseconds since the epoch. */
export const biteMark = "the armed fault bites at";

/** Arms the places named `place:kill|throw|hang[:n]`: each bites once, when it is passed for the n-th time. */
export function armFrom(texts: readonly string[]): void {
  const armed = texts.map((text) => {
    const [name, kind, nth = "1"] = text.split(":");
    return { ...arming.parse({ name, kind, nth }), passed: 0 };
  });
  armFailpoints(async (name) => {
    for (const fault of armed) {
      if (fault.name !== name) continue;
      fault.passed += 1;
      if (fault.passed !== fault.nth) continue;
      writeSync(1, `${biteMark} ${Date.now()} ${name}\n`);
      if (fault.kind === "kill") process.kill(process.pid, "SIGKILL");
      if (fault.kind === "throw") throw new Error(`An armed fault at ${name}`);
      await new Promise(() => undefined);
    }
  });
}
