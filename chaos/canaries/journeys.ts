import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { importAsset } from "#lib/media/uploads/import-asset.ts";
import { cardOf } from "#lib/models/cards.ts";
import { requestContext } from "#lib/services.ts";
import { realPicture } from "#lib/testing/picture.ts";
import { statusOf } from "../world/check.ts";
import { eventually } from "../world/eventually.ts";
import type { Person } from "../world/person.ts";
import type { World } from "../world/world.ts";
import { fileName, negative, prompt } from "./marks.ts";
import type { Found } from "./search.ts";

export type Cast = Record<"owner" | "stranger" | "reviewer" | "admin", Person>;
/** What somebody was told who may not read what was written, or that nobody may be told. */
export type Told = Found[];
export type Scene = { world: World; cast: Cast; told: Told };

const waitSeconds = 60;
const decisionList = z.object({
  items: z.array(z.object({ id: z.string(), videoId: z.string() })),
});

/** The mark stands at the beginning, in the middle and at the end: of whatever part somebody quotes. */
const marked = (words: string): string => `${prompt.text} on a table ${prompt.text} ${words} ${prompt.text}`;

type Wanted = Partial<CreateVideoInput> & { words?: string };

const order = ({ words = "", ...input }: Wanted) => ({
  prompt: marked(words),
  ...(input.model && cardOf(input.model)?.negativePrompt && { negativePrompt: `${negative.text} and blur` }),
  fallbackAllowed: false,
  ...input,
});

const reached = (world: World, id: string, ...wanted: string[]): Promise<boolean> =>
  eventually(
    `${id} is ${wanted.join(" or ")}`,
    async () => wanted.includes((await statusOf(world, id)) ?? ""),
    waitSeconds,
  );

const make = ({ cast: { owner } }: Scene, wanted: Wanted): Promise<string> => owner.create(order(wanted));

async function end(scene: Scene, wanted: Wanted): Promise<string> {
  const id = await make(scene, wanted);
  await reached(scene.world, id, "completed", "failed");
  return id;
}

const post = (who: Person, path: string, body: unknown) => who.call("POST", path, body);

async function publish(scene: Scene): Promise<void> {
  const { world, cast } = scene;
  const id = await end(scene, { model: "seevido" });
  await post(cast.reviewer, `/api/v1/videos/${id}/review`, {
    decision: "approve",
    reasons: [],
    note: "Good.",
  });
  await reached(world, id, "approved");
  await post(cast.owner, `/api/v1/videos/${id}/publish`, { title: "A kettle" });
  await reached(world, id, "published");
}

async function reject(scene: Scene): Promise<void> {
  const id = await end(scene, { model: "replicate-seedance-1-pro" });
  const body = { decision: "reject", reasons: ["quality"], note: "Too dark." };
  await post(scene.cast.reviewer, `/api/v1/videos/${id}/review`, body);
  await reached(scene.world, id, "rejected");
}

async function cancel(scene: Scene): Promise<void> {
  const id = await make(scene, { model: "kling-2.6", words: "[[slow:40]]" });
  await reached(scene.world, id, "processing");
  await post(scene.cast.owner, `/api/v1/videos/${id}/cancel`, {});
  await reached(scene.world, id, "canceled");
}

/** Its answer is lost at a vendor without a list; an admin decides. */
async function decide(scene: Scene): Promise<void> {
  const { world, cast, told } = scene;
  const id = await make(scene, { model: "runway-gen4.5", words: "[[reset-after-accept*1]]" });
  const open = await eventually(
    "a decision is open",
    async () => {
      const { body } = await cast.admin.call("GET", "/api/v1/admin/decisions");
      told.push({ where: "an admin's list of decisions", text: JSON.stringify(body) });
      return decisionList.parse(body).items.find(({ videoId }) => videoId === id);
    },
    waitSeconds,
  );
  const verdict = { outcome: "write_off", note: "Seen in the vendor's console.", chargedMicros: 50_000 };
  const { body } = await post(cast.admin, `/api/v1/admin/decisions/${open.id}`, verdict);
  told.push({ where: "the answer to a decision", text: JSON.stringify(body) });
  await reached(world, id, "failed");
}

/** Begins with a picture whose file has a marked name. */
async function fromPicture(scene: Scene): Promise<void> {
  const path = join(tmpdir(), `dailies-canary-${randomUUID()}`);
  await writeFile(path, await (await realPicture(0)).read());
  const { id } = scene.cast.owner;
  const ctx = requestContext({ kind: "user", id, name: "Owner", role: "creator" }, newId("request"));
  const uploadKey = randomUUID().replaceAll("-", "");
  const imported = await importAsset(ctx, { uploadKey, name: `${fileName.text}.png`, path });
  await rm(path);
  if (!("asset" in imported)) throw new Error(`the picture was refused: ${imported.refusal.message}`);
  const sourceAssetIds = [imported.asset.id];
  await end(scene, { model: "seevido", workflowType: "image-to-video", sourceAssetIds });
}

/** Everything that is refused before it is a video. */
async function refuse({ cast: { owner }, told }: Scene): Promise<void> {
  const refused: unknown[] = [
    order({ words: "a deepfake" }),
    order({ words: "kettle ".repeat(2000) }),
    order({ model: "no-such-model" }),
    order({ durationSeconds: 400 }),
  ];
  for (const body of refused) {
    const answered = await post(owner, "/api/v1/videos", body);
    if (answered.status < 400) throw new Error(`it was accepted: ${JSON.stringify(answered.body)}`);
    told.push({ where: "a refusal", text: JSON.stringify(answered.body) });
  }
}

/** Vendors that repeat what they were sent: in answers, in callbacks, in the words of an error, in broken answers. */
const echoes: readonly Wanted[] = [
  { model: "replicate-seedance-1-pro", words: `[[failure:cannot film ${prompt.text}]]` },
  { model: "runway-gen4.5", words: `[[failure:${prompt.text}]]` },
  { model: "fal-kling-3.0-pro", words: "[[late-policy]]" },
  { model: "seedance-1.5-pro", words: "[[policy]]" },
  { model: "seedance-1.5-pro", words: "[[reset-after-accept*1]]" },
  { model: "replicate-seedance-1-pro", words: "[[garbage*1@submit]]" },
  { model: "replicate-seedance-1-pro", words: "[[html*1@status]]" },
  { model: "kling-2.6", words: "[[reset-after-accept*1]]" },
  { model: "fal-kling-3.0-pro", words: "[[server*2@submit]]" },
  { model: "gemini-omni-1.2", words: "[[invalid]]" },
  { model: "veo-3.1-fast", words: "[[fail]]", durationSeconds: 6 },
  { model: "seevido", words: "[[unknown-status*2]]" },
];

/** Every journey at once; those of the vendors that repeat are begun, and end by themselves or before an admin. */
export async function travel(scene: Scene): Promise<void> {
  const own = [publish, reject, cancel, decide, fromPicture, refuse].map((journey) => journey(scene));
  await Promise.all([...own, ...echoes.map((wanted) => make(scene, wanted))]);
}
