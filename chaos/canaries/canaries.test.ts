import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { attempts, publications, videos } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";
import { readMetrics } from "#lib/ops/metrics.ts";
import { getPublishedVideo } from "#lib/review/get-published-video.ts";
import { closeDatabase, requestContext, systemContext } from "#lib/services.ts";
import { callbackToken } from "#lib/videos/attempts.ts";
import { readStory } from "#lib/videos/read-story.ts";
import { storyText } from "../../scripts/explain/story-text.mjs";
import { noteFigures } from "../figures.ts";
import { awaitRest } from "../world/check.ts";
import type { Person } from "../world/person.ts";
import { startWorld, type World } from "../world/world.ts";
import { type Cast, type Told, travel } from "./journeys.ts";
import { chosenSecrets, fileName, negative, prompt, secretMarks } from "./marks.ts";
import { type Found, readDatabase, readFolder, searchFor } from "./search.ts";

const cards = { deadlineSeconds: 15, expectedSeconds: 1, pollIntervalSeconds: 1, submitsPerMinuteMax: 6000 };
afterEach(() => vi.unstubAllEnvs());

/** What people see who have no business with these prompts, and what machines are told. */
async function askAround(world: World, { stranger, admin }: Cast): Promise<Told> {
  const told: Told = [];
  const ask = async (who: Person, path: string): Promise<void> => {
    told.push({ where: `GET ${path}`, text: JSON.stringify(await who.call("GET", path)) });
  };
  const made = await world.db.select({ id: videos.id }).from(videos);
  await ask(stranger, "/api/v1/videos");
  await ask(stranger, "/api/v1/health");
  await ask(admin, "/api/v1/admin/decisions");
  for (const { id } of made) {
    await ask(stranger, `/api/v1/videos/${id}`);
    const { video, ownerName, lines } = await readStory(systemContext("worker"), { id });
    const story = { id, status: video.status, owner: ownerName, lines };
    told.push({ where: "the story of a video as a terminal shows it", text: storyText(story) });
  }
  for (const { slug } of await world.db.select().from(publications)) {
    const page = await getPublishedVideo(requestContext({ kind: "anonymous" }, newId("request")), { slug });
    told.push({ where: "the page of a published video", text: JSON.stringify(page) });
  }
  told.push({ where: "the metrics", text: await readMetrics(systemContext("sweep")) });
  return told;
}

/** What the people saw to whom the prompts belong, and those who review them: no secret is in it. */
async function askOwners(world: World, { owner, reviewer }: Cast): Promise<Told> {
  const told: Told = [];
  for (const { id } of await world.db.select({ id: videos.id }).from(videos))
    for (const who of [owner, reviewer]) {
      const { body } = await who.call("GET", `/api/v1/videos/${id}`);
      told.push({ where: "a video as its owner and a reviewer see it", text: JSON.stringify(body) });
    }
  return told;
}

/** The tokens of all callback addresses: whoever has one may call in for its attempt. */
async function tokensIn(world: World) {
  const rows = await world.db.select({ id: attempts.id }).from(attempts);
  return rows.map(({ id }) => ({
    name: "a callback's token",
    text: callbackToken(systemContext("worker"), id),
  }));
}

const logged = (world: World): Found[] =>
  world
    .output()
    .split("\n")
    .map((text) => ({ where: `the output of ${text.slice(0, text.indexOf(":"))}`, text }));

const least = { statuses: 5, vendors: 8, callbacks: 10, decisions: 1, found: 1, pictures: 1 };

/** The journeys have to have been what they are called: nothing is proven by those that stopped at the door. */
async function missedIn(world: World): Promise<string[]> {
  const [row] = await world.db.execute(sql`select
    (select count(distinct status) from videos) as statuses,
    (select count(distinct provider) from attempts) as vendors,
    (select count(*) from webhook_receipts where payload <> '{}') as callbacks,
    (select count(*) from decisions) as decisions,
    (select count(*) from attempt_findings where kind = 'found') as found,
    (select count(*) from assets) as pictures`);
  const reached = z.record(z.string(), z.coerce.number()).parse(row);
  return Object.entries(least)
    .filter(([name, count]) => (reached[name] ?? 0) < count)
    .map(([name, count]) => `${reached[name]} ${name} instead of ${count}`);
}

test("no prompt, file name or secret stands anywhere but where it belongs, after every kind of journey", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "dailies-canaries-"));
  const world = await startWorld({
    cards,
    jobSeconds: 0.3,
    arm: ["create.stored:throw"],
    environment: { ...chosenSecrets, DAILIES_DATA_DIR: dataDir },
  });
  try {
    const settings = { ...chosenSecrets, DAILIES_DATA_DIR: dataDir, DATABASE_URL: world.postgres.url };
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    const cast: Cast = {
      owner: await world.person("creator"),
      stranger: await world.person("creator"),
      reviewer: await world.person("reviewer"),
      admin: await world.person("admin"),
    };
    const told: Told = [];
    const broken = await cast.owner.call("POST", "/api/v1/videos", { prompt: prompt.text, model: "seevido" });
    told.push({ where: "the answer to a request that broke", text: JSON.stringify(broken) });
    expect(broken.status).toBe(500);
    await travel({ world, cast, told });
    await awaitRest(world);
    expect(await missedIn(world)).toEqual([]);

    told.push(...(await askAround(world, cast)), ...logged(world));
    const rows = await readDatabase(world.db);
    const files = await readFolder(dataDir);
    const secrets = [...secretMarks(world.postgres.url), ...(await tokensIn(world))];
    const everything = [...told, ...rows, ...files, ...(await askOwners(world, cast))];
    const hits = [
      ...searchFor([prompt, negative], [...told, ...rows, ...files]),
      ...searchFor(
        [fileName],
        [...told, ...rows.filter(({ where }) => where !== "public.assets.name"), ...files],
      ),
      ...searchFor(secrets, everything),
    ];
    noteFigures("canaries", [
      `${secrets.length + 3} marks in ${everything.length} places, ${everything.reduce((sum, { text }) => sum + text.length, 0)} characters: ${hits.length} found`,
    ]);
    expect(hits).toEqual([]);
  } finally {
    await closeDatabase();
    await world.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
