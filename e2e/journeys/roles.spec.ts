import { call, expectProblem, send } from "#e2e/api.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { demo, invite, personIdOf, signIn } from "#e2e/people.ts";
import { expect, test } from "#e2e/test.ts";

test("a role given or taken holds from the next request of a session that is already open", async ({
  as,
  visit,
  noise,
}) => {
  const somebody = await invite();
  const admin = await as(demo.admin);
  const id = await personIdOf(admin, somebody);
  const page = await visit(somebody);
  noise.allow(refusedRequest(404));
  noise.allow(refusedRequest(403));
  expect((await page.goto("/review"))?.status()).toBe(404);
  await expectProblem(await send(page.request, "listReviewQueue"), "forbidden");

  await call(admin, "updatePerson", { id, role: "reviewer" });
  expect((await page.goto("/review"))?.status()).toBe(200);
  await expect(page.getByRole("heading", { name: "Review" })).toBeVisible();
  await call(page.request, "listReviewQueue", {});
  expect((await page.goto("/admin"))?.status()).toBe(404);

  await call(admin, "updatePerson", { id, role: "admin" });
  expect((await page.goto("/admin/people"))?.status()).toBe(200);
  await call(page.request, "listPeople", {});

  await call(admin, "updatePerson", { id, role: "creator" });
  expect((await page.goto("/admin/people"))?.status()).toBe(404);
  for (const name of ["listPeople", "getOverview", "listRuns", "listReviewQueue"] as const)
    await expectProblem(await send(page.request, name), "forbidden");
  const itself = await send(page.request, "updatePerson", { id, role: "admin" });
  await expectProblem(itself, "forbidden");
});

test("a suspended person is out at once, in the open page too, and back in when let in again", async ({
  as,
  visit,
  noise,
}) => {
  const somebody = await invite();
  const admin = await as(demo.admin);
  const id = await personIdOf(admin, somebody);
  const page = await visit(somebody);
  await page.goto("/library");
  await expect(page.getByText("Your videos appear here")).toBeVisible();

  await call(admin, "updatePerson", { id, suspended: true });
  noise.allow(refusedRequest(401));
  await expectProblem(await send(page.request, "createVideo", { prompt: "Too late" }), "not_signed_in");
  await page.getByRole("link", { name: "Usage" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole("textbox", { name: "Email" }).fill(somebody.email);
  await page.getByRole("textbox", { name: "Password" }).fill(somebody.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "do not match" })).toBeVisible();

  await call(admin, "updatePerson", { id, suspended: false });
  await signIn(page.request, somebody);
  await page.goto("/usage");
  await expect(page.getByRole("heading", { name: "Usage" })).toBeVisible();
});
