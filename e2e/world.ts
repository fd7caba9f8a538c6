import type { APIRequestContext } from "@playwright/test";
import { call, untilStatus } from "./api.ts";
import { type Account, caller, demo, invite, personIdOf } from "./people.ts";
import { crashRender } from "./processes.ts";

/** People and videos in every state that a page can show. */
export type World = {
  busy: Account;
  empty: Account;
  full: Account;
  completed: string;
  published: string;
  rejected: string;
  failed: string;
  canceled: string;
  slug: string;
  invitationPath: string;
};

const begin = async (request: APIRequestContext, prompt: string): Promise<string> =>
  (await call(request, "createVideo", { prompt, durationSeconds: 3 })).id;

async function failedVideo(request: APIRequestContext): Promise<string> {
  const id = await begin(request, "A render that never ends");
  for (let take = 1; take <= 3; take++) {
    await crashRender();
    await untilStatus(request, id, take < 3 ? "retrying" : "failed");
    if (take < 3) await untilStatus(request, id, "processing");
  }
  return id;
}

async function canceledVideo(request: APIRequestContext): Promise<string> {
  const id = await begin(request, "Stopped before it began");
  await call(request, "cancelVideo", { id });
  return id;
}

/** Makes it once; takes the time of three renders. */
export async function makeWorld(): Promise<World> {
  const busy = await invite({ name: "Busy Bea" });
  const creator = await caller(busy);
  const reviewer = await caller(demo.reviewer);
  const admin = await caller(demo.admin);
  const failed = await failedVideo(creator);
  const published = await begin(creator, "A lighthouse in a winter storm at night, heavy sea in front");
  const rejected = await begin(creator, `${"A very long walk through a forest of tall trees ".repeat(8)}`);
  const completed = await begin(creator, "Waiting for a reviewer");
  const canceled = await canceledVideo(creator);
  for (const id of [published, rejected, completed]) await untilStatus(creator, id, "completed");
  await call(reviewer, "decideReview", { id: published, decision: "approve", note: "Lovely light." });
  const reasons = ["product_shape", "label_unreadable", "face_or_hands", "rights_unclear", "quality"];
  await call(reviewer, "decideReview", {
    id: rejected,
    decision: "reject",
    reasons,
    note: "Again, please.\nSlower.",
  });
  const { publication } = await call(creator, "publishVideo", { id: published, title: "Winter light" });
  const full = await invite({ name: "Full Fritz" });
  await call(admin, "updatePerson", { id: await personIdOf(admin, full), quota: { day: 0 } });
  const { url } = await call(admin, "invitePerson", { email: `later-${Date.now()}@example.org` });
  const empty = await invite({ name: "Empty Emil" });
  for (const request of [creator, reviewer, admin]) await request.dispose();
  return {
    ...{ busy, empty, full, completed, published, rejected, failed, canceled },
    slug: publication?.slug ?? "",
    invitationPath: new URL(url).pathname,
  };
}
