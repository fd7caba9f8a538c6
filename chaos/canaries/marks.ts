import { createHash } from "node:crypto";
import { simulatorEnvironment } from "#simulator/environment.ts";
import { chaosSeed } from "../seed.ts";

/** A text that stands nowhere by chance, and what it stands for. */
export type Mark = { name: string; text: string };

const digestOf = (name: string): string =>
  createHash("sha256").update(`${chaosSeed()} canary ${name}`).digest("hex");
const mark = (name: string): Mark => ({
  name: `the ${name}`,
  text: `canary${name.replaceAll(" ", "")}${digestOf(name).slice(0, 12)}`,
});

export const prompt = mark("prompt");
export const negative = mark("negative prompt");
export const fileName = mark("file name");

/** Secrets of the installation that a world lets one choose. */
export const chosenSecrets = {
  DAILIES_SECRET: `${mark("installation secret").text}-longer-than-thirty-two`,
  NEXTAUTH_SECRET: `${mark("session secret").text}-longer-than-thirty-two`,
  DAILIES_PROMPT_KEY: digestOf("prompt key"),
  METRICS_TOKEN: `${mark("metrics token").text}-longer-than-thirty-two`,
};

/** What a world gives its app and its engine whoever starts it. */
const engineKeys = {
  INNGEST_EVENT_KEY: "a-key-for-the-events-of-tests",
  INNGEST_SIGNING_KEY: "0".repeat(64),
};

const isPublic = (name: string, value: string): boolean =>
  /_(URL|PROJECT)$/.test(name) || value.startsWith("{");

/** Every secret of an installation whose vendors are simulated. A service account's key is told by its first line. */
export function secretMarks(databaseUrl: string): Mark[] {
  const vendors = Object.entries(simulatorEnvironment("http://127.0.0.1:1"));
  const { password } = new URL(databaseUrl);
  return [
    ...Object.entries({ ...chosenSecrets, ...engineKeys }),
    ...vendors.filter(([name, value]) => !isPublic(name, value)),
    ["GOOGLE_VEO_CREDENTIALS", "BEGIN PRIVATE KEY"],
    ...(password ? [["the database's password", password]] : []),
  ].map(([name = "", text = ""]) => ({ name, text }));
}
