import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { FaultRow } from "../row.ts";

const text = z.string().min(1);
const faultRow: z.ZodType<FaultRow> = z.strictObject({
  number: z.int().min(1).max(50),
  fault: text,
  promise: text,
  by: z.enum(["simulation", "property", "failpoint", "processes"]),
  proofs: z.array(z.strictObject({ file: text, name: text.optional() })).min(1),
  mutants: z.tuple(
    [z.strictObject({ name: text, file: text, find: text, replace: z.string() })],
    z.strictObject({ name: text, file: text, find: text, replace: z.string() }),
  ),
});

/** Every row of the matrix in `root`, by its number. Throws where a file holds none, or two the same. */
export async function readRows(root: string): Promise<FaultRow[]> {
  const folder = join(root, "chaos", "rows");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^row-\d+\.ts$/.test(name)) : [];
  const rows = await Promise.all(
    files.map(async (name) => {
      const module: Record<string, unknown> = await import(pathToFileURL(join(folder, name)).href);
      const [row] = Object.values(module);
      const read = faultRow.safeParse(row);
      if (!read.success) throw new Error(`${name} holds no row: ${z.prettifyError(read.error)}`);
      if (read.data.number !== Number(name.slice(4, -3)))
        throw new Error(`${name} holds row ${read.data.number}`);
      return read.data;
    }),
  );
  return rows.sort((one, other) => one.number - other.number);
}
