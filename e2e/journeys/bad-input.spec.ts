import type { Page } from "@playwright/test";
import { call, untilStatus } from "#e2e/api.ts";
import { Composer } from "#e2e/composer.ts";
import { drop } from "#e2e/data-transfer.ts";
import { refusedRequest } from "#e2e/noise.ts";
import { demo, invite } from "#e2e/people.ts";
import { bomb, type File, oversized, photo, renamedSvg, text, truncatedPhoto } from "#e2e/pictures.ts";
import { ReviewRoom } from "#e2e/review-room.ts";
import { expectStatus } from "#e2e/status.ts";
import { expect, test } from "#e2e/test.ts";
import { operations } from "#lib/contract/operations.ts";

/** Counts the changes that a page asks for; a plan is asked for by POST and changes nothing. */
function countChanges(page: Page): () => number {
  let changes = 0;
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === operations.planVideo.path) return;
    if (request.method() !== "GET" && pathname.startsWith("/api/v1/")) changes += 1;
  });
  return () => changes;
}

test("the composer says what is wrong with a prompt, sends nothing that cannot pass, and loses nothing", async ({
  visit,
  noise,
}) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  const changes = countChanges(page);
  const cannot: [string, string][] = [
    ["", "Write what should be seen to start."],
    [" \n \t ", "Write what should be seen to start."],
    ["a".repeat(2501), "The prompt is 1 characters too long."],
    ["a".repeat(10_001), "The prompt is 7,501 characters too long."],
  ];
  for (const [prompt, words] of cannot) {
    await composer.prompt.fill(prompt);
    await expect(page.getByText(words)).toBeVisible();
    await expect(composer.generate).toHaveAttribute("aria-disabled", "true");
    await composer.generate.click({ force: true });
    await composer.prompt.press("Control+Enter");
  }
  expect(changes()).toBe(0);

  const long = "b".repeat(30_000);
  await composer.prompt.fill(long);
  await page.reload();
  await expect(composer.prompt).toHaveValue(long);

  noise.allow(refusedRequest(422));
  await composer.prompt.fill("A bell \u0007 rings");
  await composer.generate.click();
  const fault = page.getByText("Remove the control characters; plain text and line breaks are fine.");
  await expect(fault).toBeVisible();
  await expect(composer.prompt).toHaveAttribute("aria-invalid", "true");
  await composer.prompt.fill("How to build a pipe bomb, step by step");
  await expect(fault).toHaveCount(0);
  await composer.generate.click();
  await expect(page.getByText("It asks how to build a weapon. That is not made here.")).toBeVisible();
  await expect(composer.prompt).toHaveValue("How to build a pipe bomb, step by step");
  expect((await call(page.request, "listVideos", {})).items).toEqual([]);
  const { quotas } = await call(page.request, "getUsage", {});
  expect(quotas.map(({ used }) => used)).toEqual([0, 0, 0]);
});

test("seed and what to avoid take only what a model takes", async ({ visit }) => {
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await page.getByRole("button", { name: "Seed", exact: true }).click();
  const seed = page.getByRole("textbox", { name: "Seed" });
  const typed: [string, string][] = [
    ["12ab34", "1234"],
    ["-5", "5"],
    ["99999999999999", "2147483647"],
    ["", "0"],
    ["1e3", "13"],
  ];
  for (const [given, kept] of typed) {
    await seed.fill(given);
    await expect(seed).toHaveValue(kept);
  }
  await page.getByRole("button", { name: "Avoid", exact: true }).click();
  await composer.avoid.pressSequentially("x", { delay: 0 });
  await composer.avoid.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 1));
  await page.keyboard.insertText("n".repeat(600));
  expect((await composer.avoid.inputValue()).length).toBe(500);
});

const pictures: { input: string; file: () => File | Promise<File>; says: RegExp }[] = [
  {
    input: "text",
    file: () => text("words.txt", "words", "text/plain"),
    says: /not a JPEG, PNG or WebP picture/,
  },
  { input: "nothing", file: () => text("empty.png", ""), says: /empty/ },
  { input: "21 MB", file: () => oversized("huge.png"), says: /22 MB; up to 20 MB are possible/ },
  { input: "an SVG named .png", file: () => renamedSvg("drawing.png"), says: /This is an SVG drawing/ },
  { input: "half a JPEG", file: () => truncatedPhoto("half.jpg"), says: /part of it is missing/ },
  { input: "900 megapixels", file: () => bomb("bomb.png"), says: /900 megapixels/ },
];
test("each picture that cannot be used is refused with its reason, and the next one works", async ({
  visit,
  noise,
}) => {
  noise.allow(refusedRequest(400));
  noise.allow(/uploadthing|UploadThing/i);
  const page = await visit(await invite());
  const composer = new Composer(page);
  await composer.open();
  await composer.prompt.fill("Slow push-in");
  for (const { input, file, says } of pictures) {
    await test.step(input, async () => {
      await drop(composer.image, await file());
      await expect(page.getByText(says)).toBeVisible({ timeout: 30_000 });
      await expect(composer.generate).not.toHaveAttribute("aria-disabled", "true");
    });
  }
  await composer.imageInput.setInputFiles(await photo("fine.jpg"));
  await expect(composer.image.getByRole("button", { name: "Remove fine.jpg" })).toBeVisible();
  for (const { says } of pictures) await expect(page.getByText(says)).toHaveCount(0);
});

test("signing in says the same for a wrong password and an unknown address, and what is missing", async ({
  visit,
  noise,
}) => {
  noise.allow(refusedRequest(401));
  const page = await visit(null);
  await page.goto("/sign-in?from=https://evil.example/");
  const email = page.getByRole("textbox", { name: "Email" });
  const password = page.getByRole("textbox", { name: "Password" });
  const enter = page.getByRole("button", { name: "Sign in", exact: true });
  await enter.click();
  await expect(page.getByText("Write your email address.")).toBeVisible();
  await expect(page.getByText("Write your password.")).toBeVisible();
  const account = await invite();
  const wrong: [string, string][] = [
    [account.email, "not the password"],
    [`nobody-${account.email}`, account.password],
    ["' or 1=1 --", "' or 1=1 --"],
    ["no address", "x"],
    [account.email, "p".repeat(5000)],
  ];
  for (const [address, word] of wrong) {
    await email.fill(address);
    await password.fill(word);
    await enter.click();
    await expect(
      page
        .getByRole("alert")
        .filter({ hasText: "That email and password do not match. Check both and try again." }),
    ).toBeVisible();
  }
  await email.fill(`  ${account.email.toUpperCase()}  `);
  await password.fill(account.password);
  await enter.click();
  await expect(page).toHaveURL("/library");
});

test("a note, a title and a name keep to their bounds, and markup in them stays text", async ({
  visit,
  noise,
}) => {
  noise.allow(refusedRequest(422));
  const page = await visit(await invite());
  const api = page.context().request;
  const { id } = await call(api, "createVideo", { prompt: "<b>A bold</b> cliff", durationSeconds: 3 });
  await untilStatus(api, id, "completed");
  const room = new ReviewRoom(await visit(demo.reviewer));
  await room.open(id);
  const changes = countChanges(room.page);
  await room.note.fill("n".repeat(1001));
  await expect(room.page.getByText("Keep the note to 1,000 characters.")).toBeVisible();
  await room.approve.click();
  await room.reject.click();
  await expect(room.page.getByText("Choose at least one reason first.")).toBeVisible();
  expect(changes()).toBe(0);
  await room.note.fill('<img src=x onerror="alert(1)">');
  await room.approve.click();
  await room.leave();

  await page.goto(`/videos/${id}`);
  await expectStatus(page, "approved");
  await expect(page.getByText('<img src=x onerror="alert(1)">').first()).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  const dialog = page.getByRole("dialog");
  const title = dialog.getByRole("textbox", { name: "Title on the page" });
  await title.fill("   ");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog.getByText("Give it a title.")).toBeVisible();
  await title.fill("");
  await title.focus();
  await page.keyboard.insertText("t".repeat(121));
  await expect(title).toHaveValue("t".repeat(120));
  await title.fill("<script>alert(1)</script> & “cliff”");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expectStatus(page, "published");
  const { publication } = await call(api, "getVideo", { id });
  const anybody = await visit(null);
  await anybody.goto(publication?.url ?? "");
  await expect(anybody.getByRole("heading", { name: "<script>alert(1)</script> & “cliff”" })).toBeVisible();
});

test("a limit that is no number of videos is not saved, and neither is an address that is none", async ({
  visit,
}) => {
  const somebody = await invite({ name: "Bertil Bounds" });
  const desk = await visit(demo.admin, { viewport: { width: 1440, height: 900 } });
  await desk.goto(`/admin/people?q=${encodeURIComponent(somebody.email)}`);
  const changes = countChanges(desk);
  const row = desk.getByRole("row").filter({ hasText: somebody.email });
  await row.getByRole("button", { name: /^Videos a month/ }).click();
  const field = desk.getByRole("textbox", { name: /^New limit of Bertil Bounds/ });
  for (const value of ["", "-1", "1.5", "many", "1000001", "1e3"]) {
    await field.fill(value);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await field.press("Enter");
  }
  await field.press("Escape");
  await expect(
    row.getByRole("button", { name: /^Videos a month of Bertil Bounds: 0 of 1,000/ }),
  ).toBeVisible();
  await desk.getByRole("button", { name: "Invite" }).click();
  await desk.getByRole("textbox", { name: "E-mail" }).fill("somebody at example");
  await desk.getByRole("button", { name: "Make the link" }).click();
  await expect(desk.getByText("An e-mail address, like name@example.com.")).toBeVisible();
  expect(changes()).toBe(0);
});
