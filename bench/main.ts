import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";

const folder = import.meta.dirname;
const benchSchema = z.object({ run: z.custom<() => Promise<void>>((value) => typeof value === "function") });

/** Measurements are the files of this folder that export `run()`; this one and tests are not. */
function measurements(): string[] {
  return readdirSync(folder)
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file) && file !== "main.ts")
    .map((file) => basename(file, ".ts"))
    .sort();
}

async function main(chosen: string[]): Promise<void> {
  const known = measurements();
  const unknown = chosen.find((name) => !known.includes(name));
  if (unknown)
    throw new Error(`There is no measurement "${unknown}". There are: ${known.join(", ") || "none"}.`);
  for (const name of chosen.length > 0 ? chosen : known) {
    const module = benchSchema.safeParse(await import(pathToFileURL(join(folder, `${name}.ts`)).href));
    if (!module.success && chosen.length === 0) continue;
    if (!module.success) throw new Error(`bench/${name}.ts does not export run().`);
    console.log(`\n# ${name}`);
    await module.data.run();
  }
}

await main(process.argv.slice(2));
