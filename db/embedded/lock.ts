import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface FolderLock {
  release(): void;
}

export class LockedError extends Error {
  readonly owner: string;

  constructor(file: string, owner: string) {
    super(`${dirname(file)} is in use by another process${owner ? ` (pid ${owner})` : ""}`);
    this.name = "LockedError";
    this.owner = owner;
  }
}

function readOwner(file: string): string {
  try {
    return readFileSync(`${file}.owner`, "utf8").trim();
  } catch {
    return "";
  }
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/.test(error.message))
      throw new LockedError(file, readOwner(file));
    throw error;
  }
}

/**
 * Takes an exclusive lock on `file` (made when absent). The kernel releases it
 * when this process ends, however it ends. Throws LockedError when another process, or this one, holds it.
 */
export function takeLock(file: string): FolderLock {
  mkdirSync(dirname(file), { recursive: true });
  const database = open(file);
  writeFileSync(`${file}.owner`, `${process.pid}\n`);
  return {
    release() {
      rmSync(`${file}.owner`, { force: true });
      database.close();
    },
  };
}
