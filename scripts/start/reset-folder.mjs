import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { clearLeftover } from "../../db/embedded/leftover.ts";
import { Fault } from "./fault.mjs";
import { lockDataFolder } from "./locks.mjs";
import { say } from "./report.mjs";

const kept = ["runtime", "npm-cache", "start.lock", "start.lock.owner"];

/** @param {string} question @param {AbortSignal} signal */
async function ask(question, signal) {
  if (!process.stdin.isTTY) throw new Fault("Nothing was deleted: without a terminal to ask on, say --yes.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question, { signal })).trim().toLowerCase() === "yes";
  } finally {
    terminal.close();
  }
}

/** Folders that a start made are told apart from a folder given by mistake. @param {string} dataDir */
function requireOwn(dataDir, /** @type {string[]} */ entries) {
  const known = ["secrets.json", "postgres", "logs", "media", "runtime", "npm-cache", "home"];
  if (entries.length === 0 || entries.some((entry) => known.includes(entry))) return;
  throw new Fault(`Nothing was deleted: ${dataDir} does not look like a data folder of Dailies.`);
}

/**
 * Empties a data folder which no start uses, after asking. The fetched Node and npm's cache stay, so that a start
 * without network still works.
 * @param {{ dataDir: string, yes: boolean, signal: AbortSignal }} given
 */
export async function resetFolder({ dataDir, yes, signal }) {
  const entries = readdirSync(dataDir).filter((entry) => !kept.includes(entry));
  requireOwn(dataDir, entries);
  const lock = lockDataFolder(dataDir);
  try {
    if (entries.length === 0) return say(`${dataDir} is empty already.`);
    const question = `This deletes every video, account and secret in ${dataDir}. Type yes to go on: `;
    if (!yes && !(await ask(question, signal))) return say("Nothing was deleted.");
    const cluster = join(dataDir, "postgres", "cluster");
    if (existsSync(cluster)) await clearLeftover(cluster);
    for (const entry of entries) rmSync(join(dataDir, entry), { recursive: true, force: true });
    say(`${dataDir} is empty.`);
  } finally {
    lock.release();
  }
}
