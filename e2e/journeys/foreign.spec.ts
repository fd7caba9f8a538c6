import type { APIResponse, Page } from "@playwright/test";
import { call, expectProblem, type Input, send } from "#e2e/api.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { invite } from "#e2e/people.ts";
import { expect, test } from "#e2e/test.ts";
import type { OperationName } from "#lib/contract/operations.ts";

const unknownId = "vid_01ARZ3NDEKTSV4RRFFQ69G5FAV";
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
  await page.goto(`/videos/${id}`);
  await expect(page.getByRole("heading", { name: "There is no such video" })).toBeVisible();
  const shown = (await page.locator("main").textContent()) ?? "";
  await page.goto(`/videos/${unknownId}`);
  await expect(page.getByRole("heading", { name: "There is no such video" })).toBeVisible();
  await expect(page.locator("main")).toHaveText(shown, { useInnerText: false });
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
