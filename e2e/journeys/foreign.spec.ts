import type { APIResponse, Page } from "@playwright/test";
import { call, expectProblem, type Input, send } from "#e2e/api.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { demo, invite } from "#e2e/people.ts";
import { readerOf } from "#e2e/read-twice.ts";
import { expect, test } from "#e2e/test.ts";
import type { OperationName } from "#lib/contract/operations.ts";

const unknownId = "vid_01ARZ3NDEKTSV4RRFFQ69G5FAV";
const noVideo = "There is no such video";
const changing = new Set(["date", "x-request-id", "keep-alive"]);

async function facts(answer: APIResponse) {
  const { requestId } = await expectProblem(answer, "not_found");
  const headers = Object.entries(answer.headers()).filter(([name]) => !changing.has(name));
  return { headers, body: (await answer.text()).replace(requestId, "") };
}

const doors: { name: OperationName; input: Input }[] = [
  { name: "getVideo", input: {} },
  { name: "cancelVideo", input: {} },
  { name: "retryVideo", input: {} },
  { name: "publishVideo", input: { title: "Mine" } },
  { name: "withdrawVideo", input: {} },
];

/** A page as everybody would read it, without what names the request. */
async function documentOf(page: Page, id: string): Promise<string> {
  const answer = await page.goto(`/videos/${id}`);
  const nonce = /'nonce-([^']+)'/.exec(answer?.headers()["content-security-policy"] ?? "")?.[1] ?? "";
  const html = (await answer?.text()) ?? "";
  expect(html).toContain(nonce);
  return `${answer?.status()} ${html.replaceAll(nonce, "").replaceAll(id, "")}`;
}

test("somebody else's video answers exactly like one that never was, at every door and page", async ({
  as,
  visit,
  noise,
}) => {
  const owner = await as(await invite());
  const { id } = await call(owner, "createVideo", { prompt: "Clouds over mountains", durationSeconds: 3 });
  const stranger = await invite();
  const request = await as(stranger);
  for (const { name, input } of doors) {
    const foreign = await facts(await send(request, name, { ...input, id }));
    const unknown = await facts(await send(request, name, { ...input, id: unknownId }));
    expect(foreign, name).toEqual(unknown);
  }
  const streamOf = async (video: string) => facts(await request.get(`/api/v1/videos/${video}/events`));
  expect(await streamOf(id)).toEqual(await streamOf(unknownId));
  const search = await call(request, "listVideos", { q: "Clouds" });
  expect(search.items).toEqual([]);

  noise.allow(refusedRequest(404));
  const page = await visit(stranger);
  expect(await documentOf(page, id)).toBe(await documentOf(page, unknownId));
  const readTwice = await readerOf(page);
  const shown = (video: string) =>
    readTwice({ path: `/videos/${video}`, says: noVideo, asks: `/api/v1/videos/${video}` });
  expect(await shown(id)).toEqual(await shown(unknownId));
});

test("a reviewer's permission opens no verb of the owner", async ({ as }) => {
  const reviewer = await as(await invite({ role: "reviewer" }));
  const owner = await as(await invite());
  const { id } = await call(owner, "createVideo", { prompt: "A quiet harbour", durationSeconds: 3 });
  for (const { name, input } of doors.filter(({ name }) => name !== "getVideo")) {
    const foreign = await facts(await send(reviewer, name, { ...input, id }));
    expect(foreign, name).toEqual(await facts(await send(reviewer, name, { ...input, id: unknownId })));
  }
});

for (const { what, path, says, asks } of [
  { what: "video", path: `/videos/${unknownId}`, says: noVideo, asks: `/api/v1/videos/${unknownId}` },
  {
    what: "clip to review",
    path: `/review?video=${unknownId}`,
    says: "This clip is not in the queue any more.",
    asks: `/api/v1/videos/${unknownId}`,
  },
  {
    what: "run",
    path: `/admin/runs?run=${unknownId}`,
    says: "This run is not kept any more.",
    asks: `/api/v1/admin/runs/${unknownId}`,
  },
])
  test(`a page that found no ${what} says so once and goes on saying it while everything is read again`, async ({
    visit,
    noise,
  }) => {
    noise.allow(refusedRequest(404));
    const page = await visit(demo.admin);
    const readTwice = await readerOf(page);
    const texts = await readTwice({ path, says, asks });
    expect(texts.filter((text) => !text.includes(says))).toEqual([]);
  });
