import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Context } from "#lib/context.ts";
import { isActive } from "#lib/contract/status.ts";
import { createVideoInput } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { showcase } from "#lib/render/showcase.ts";
import { decideReview } from "#lib/review/decide-review.ts";
import { publishVideo } from "#lib/review/publish-video.ts";
import { closeDatabase, database, requestContext } from "#lib/services.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import { users, videos } from "./schema/index.ts";

type End = "published" | "approved" | "rejected" | "waiting";

/** What becomes of the showcase, clip by clip; the last ones are left for whoever tries the review room. */
const ends: readonly End[] = [
  "published",
  "published",
  "approved",
  "published",
  "rejected",
  "published",
  "waiting",
  "waiting",
];

async function contextOf(email: string): Promise<Context> {
  const [user] = await database().select().from(users).where(eq(users.email, email));
  if (!user) throw new Error(`there is no account ${email}`);
  return requestContext({ kind: "user", id: user.id, name: user.name, role: user.role }, newId("request"));
}

async function untilOver(id: string): Promise<void> {
  for (;;) {
    const [video] = await database().select({ status: videos.status }).from(videos).where(eq(videos.id, id));
    if (!video || !isActive(video.status)) return;
    await pause(500);
  }
}

async function conclude(creator: Context, reviewer: Context, id: string, end: End): Promise<void> {
  if (end === "waiting") return;
  if (end === "rejected") {
    const note = "The shape jumps halfway. Try a slower move.";
    await decideReview(reviewer, { id, decision: "reject", reasons: ["product_shape"], note });
    return;
  }
  const { title } = await decideReview(reviewer, {
    id,
    decision: "approve",
    reasons: [],
    note: "Clean. Good to go.",
  });
  if (end === "published") await publishVideo(creator, { id, title: title ?? "Untitled" });
}

/** Makes the demo library the way people would: real intake, real renders, real decisions, one clip after the other. */
async function seedLibrary(): Promise<void> {
  const [first] = await database().select({ id: videos.id }).from(videos).limit(1);
  if (first) return;
  const creators = [await contextOf("creator@demo.local"), await contextOf("creator2@demo.local")];
  const reviewer = await contextOf("reviewer@demo.local");
  for (const [index, { prompt, platform, durationSeconds, seed }] of showcase.entries()) {
    const creator = creators[index % 3 === 2 ? 1 : 0] ?? reviewer;
    const input = createVideoInput.parse({ prompt, platform, durationSeconds, seed, model: "animatic" });
    const { id } = await createVideo(creator, { ...input, idempotencyKey: `library-${index}` });
    await untilOver(id);
    const [made] = await database().select({ status: videos.status }).from(videos).where(eq(videos.id, id));
    if (made?.status === "completed") await conclude(creator, reviewer, id, ends[index] ?? "waiting");
  }
}

await seedLibrary();
await closeDatabase();
