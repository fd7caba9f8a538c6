import { desc, eq } from "drizzle-orm";
import { attempts, decisions } from "#db/schema/index.ts";
import type { FailpointName } from "#lib/failpoint.ts";
import { statusOf } from "../world/check.ts";
import { eventually } from "../world/eventually.ts";
import type { Person } from "../world/person.ts";
import type { World } from "../world/world.ts";

/** The people of a sweep, and a number that no other run of it has. */
export type Scene = { world: World; creator: Person; reviewer: Person; admin: Person; run: string };
/** Does what leads past the place, as often as an answer that never came makes a person try; ends when it is done. */
type Journey = (scene: Scene) => Promise<void>;

const waitSeconds = 120;

/** As a client does: tries again after a lost connection or a 5xx, with the same key. */
async function persist(
  person: Person,
  path: string,
  body: unknown,
  key: string,
): Promise<{ status: number; body: unknown }> {
  return eventually(
    `POST ${path} is answered`,
    async () => {
      const answered = await person.call("POST", path, body, { "idempotency-key": key });
      if (answered.status >= 500 || answered.status === 425) throw new Error(`status ${answered.status}`);
      return answered;
    },
    waitSeconds,
  );
}

async function create({ creator, run }: Scene, prompt: string, model: string): Promise<string> {
  const input = { prompt: `${prompt} ${run}`, model, fallbackAllowed: false };
  const { status, body } = await persist(creator, "/api/v1/videos", input, `create-${run}`);
  if (status !== 202 || typeof body !== "object" || body === null || !("id" in body))
    throw new Error(`not accepted: ${status} ${JSON.stringify(body)}`);
  return String(body.id);
}

const reached = (scene: Scene, id: string, ...wanted: string[]): Promise<boolean> =>
  eventually(
    `${id} is ${wanted.join(" or ")}`,
    async () => wanted.includes((await statusOf(scene.world, id)) ?? ""),
    waitSeconds,
  );

const making =
  (model: string, words = ""): Journey =>
  async (scene) => {
    await reached(scene, await create(scene, `A kettle ${words}`, model), "completed", "failed");
  };

const canceling: Journey = async (scene) => {
  const id = await create(scene, "A slow kettle [[slow:40]]", "replicate-seedance-1-pro");
  await reached(scene, id, "processing");
  await persist(scene.creator, `/api/v1/videos/${id}/cancel`, {}, `cancel-${scene.run}`);
  await reached(scene, id, "canceled");
  await eventually(
    "its job is taken back",
    async () => {
      const [attempt] = await scene.world.db.select().from(attempts).where(eq(attempts.videoId, id));
      return attempt?.endedAt;
    },
    waitSeconds,
  );
};

const deciding: Journey = async (scene) => {
  const id = await create(scene, "A lost kettle [[reset-after-accept*1]]", "runway-gen4.5");
  const decision = await eventually(
    "a decision is open",
    async () => {
      const [row] = await scene.world.db.select().from(decisions).orderBy(desc(decisions.openedAt)).limit(1);
      return row?.decidedAt === null ? row : undefined;
    },
    waitSeconds,
  );
  const tasks = (await scene.world.vendors.tasks()).filter(({ dialect }) => dialect === "runway");
  const task = tasks.toSorted((one, other) => other.acceptedAt - one.acceptedAt)[0];
  const body = { outcome: "adopt", note: "Seen in the vendor's console.", jobId: task?.id };
  await persist(scene.admin, `/api/v1/admin/decisions/${decision.id}`, body, `decide-${scene.run}`);
  await reached(scene, id, "completed", "failed");
};

const reviewing: Journey = async (scene) => {
  const id = await create(scene, "A fine kettle", "seevido");
  await reached(scene, id, "completed");
  const path = `/api/v1/videos/${id}/review`;
  await persist(scene.reviewer, path, { decision: "approve", reasons: [], note: "Good." }, `r-${scene.run}`);
  await reached(scene, id, "approved");
  const title = { title: "Kettle" };
  await persist(scene.creator, `/api/v1/videos/${id}/publish`, title, `p-${scene.run}`);
  await reached(scene, id, "published");
};

/** Which journey comes by each place. A place that is missing here is told by the types. */
export const journeys: Record<FailpointName, Journey> = {
  "create.stored": making("seevido"),
  "submit.stored": making("kling-3.0"),
  "submit.sent": making("kling-3.0"),
  "submit.accepted": making("kling-3.0"),
  "resolve.found": making("seedance-1.5-pro", "[[reset-after-accept*1]] [[drop]]"),
  "adopt.stored": making("kling-2.6", "[[reset-after-accept*1]]"),
  "receipt.stored": making("fal-kling-3.0-pro"),
  "receipt.applied": making("fal-kling-3.0-pro", "[[reset-after-accept*1]]"),
  "observe.seen": making("seevido"),
  "collect.downloaded": making("seevido"),
  "collect.inspected": making("seevido"),
  "collect.finished": making("seevido"),
  "settle.stored": making("seevido", "[[fail*1]]"),
  "cancel.stored": canceling,
  "release.told": canceling,
  "decide.stored": deciding,
  "review.stored": reviewing,
  "publish.stored": reviewing,
};
