#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { storyText } from "./explain/story-text.mjs";
import { dataDirOf, installationOptions } from "./start/args.mjs";
import { enter, root } from "./start/enter.mjs";
import { Fault } from "./start/fault.mjs";
import { say } from "./start/report.mjs";

const help = `Usage: npm run explain -- vid_… [--data-dir D]

Tells what happened to a video, as its page does: when, who, what, why, and what it cost. Reads a running installation.
Exit code 1 when there is no such video.`;

/** @param {string[]} args */
function read(args) {
  const { values, positionals } = parseArgs({ args, options: installationOptions, allowPositionals: true });
  const [id = "", ...more] = positionals;
  if (!values.help && (!id || more.length > 0)) throw new Error("Name one video.");
  return { help: values.help ?? false, dataDir: dataDirOf(values["data-dir"], process.env, root), id };
}

const command = {
  script: fileURLToPath(import.meta.url),
  help,
  envFile: true,
  read,
  async work(/** @type {{ options: ReturnType<typeof read> }} */ { options }) {
    const { dataDir, id } = options;
    const { runningEnvironment } = await import("./start/running.mjs");
    Object.assign(process.env, await runningEnvironment(dataDir), { LOG_LEVEL: "warn" });
    const { closeDatabase, systemContext } = await import("../lib/services.ts");
    const { isDatabaseLost } = await import("../lib/fault.ts");
    const { readStory } = await import("../lib/videos/read-story.ts");
    const { Refusal } = await import("../lib/refusal.ts");
    try {
      const { video, ownerName, lines } = await readStory(systemContext("worker"), { id });
      say(storyText({ id, status: video.status, owner: ownerName, lines }));
      return 0;
    } catch (error) {
      if (isDatabaseLost(error)) throw new Fault("The database does not answer.", error);
      if (!(error instanceof Refusal) || error.code !== "not_found") throw error;
      process.stderr.write("There is no such video here.\n");
      return 1;
    } finally {
      await closeDatabase();
    }
  },
};

await enter(command, process.argv.slice(2));
