import type { Locator, Page } from "@playwright/test";
import { type Account, demo } from "./people.ts";
import type { World } from "./world.ts";

export type Screen = "1440" | "390";

/** One page in one state. */
export type Look = {
  name?: string;
  path: string;
  /** What stands there once the page is complete. */
  shows: (page: Page) => Locator;
  /** What is done before looking, such as opening a dialog. */
  act?: (page: Page) => Promise<void>;
  on?: Screen;
};
export type Visitor = {
  name: string;
  account: (world: World) => Account | null;
  looks: (world: World) => Look[];
};

const heading = (name: string | RegExp) => (page: Page) => page.getByRole("heading", { name }).first();
const words = (text: string | RegExp) => (page: Page) => page.getByText(text).first();
const clip = (page: Page) => page.locator("video").first();
const press = (name: string | RegExp, opens: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
  await page.getByRole("dialog", { name: opens }).waitFor();
};
const unreachable = "**/api/v1/videos?*";

async function goOffline(page: Page): Promise<void> {
  await page.route(unreachable, (route) => route.abort());
  await page.reload();
  await page.getByText("This could not be loaded").waitFor({ timeout: 60_000 });
  await page.unroute(unreachable);
}

const signedOut: Visitor = {
  name: "somebody who is not signed in",
  account: () => null,
  looks: ({ slug, invitationPath }) => [
    { path: "/", shows: words("Winter light") },
    { path: "/sign-in", shows: (page) => page.getByRole("button", { name: "Sign in", exact: true }) },
    {
      name: "the sign-in page with its faults",
      path: "/sign-in",
      shows: (page) => page.getByRole("button", { name: "Sign in", exact: true }),
      act: async (page) => {
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await page.getByText("Write your password.").waitFor();
      },
    },
    { path: invitationPath, shows: (page) => page.getByRole("button", { name: "Make my account" }) },
    { path: "/invite/nothing", shows: words("This invitation is not valid any more.") },
    { path: "/docs/api", shows: heading("API") },
    { path: `/v/${slug}`, shows: clip },
    { path: "/v/nothing", shows: heading("This video is not here") },
    { path: "/nothing", shows: heading("Nothing here") },
  ],
};

const creator: Visitor = {
  name: "a creator with videos in every state",
  account: ({ busy }) => busy,
  looks: ({ completed, published, rejected, failed, canceled }) => [
    { path: "/create", shows: words("Latest") },
    { path: "/library", shows: words("Waiting for a reviewer") },
    { path: "/library?view=list", shows: words("Waiting for a reviewer") },
    { path: "/library?q=nothing+like+this", shows: words("Nothing matches these filters") },
    {
      name: "the library without an answer",
      path: "/library",
      shows: words("Waiting for"),
      on: "1440",
      act: goOffline,
    },
    { path: `/videos/${completed}`, shows: clip },
    { path: `/videos/${published}`, shows: clip },
    { path: `/videos/${rejected}`, shows: heading("Noor Amari asked for changes") },
    { path: `/videos/${failed}`, shows: words("The model took the job and could not finish it.") },
    { path: `/videos/${canceled}`, shows: words("Canceled") },
    { path: "/videos/vid_01ARZ3NDEKTSV4RRFFQ69G5FAV", shows: heading("There is no such video") },
    { path: "/usage", shows: words("Videos a day") },
    { path: "/settings", shows: (page) => page.getByRole("textbox", { name: "Name" }) },
    {
      name: "the palette",
      path: "/settings",
      shows: (page) => page.getByRole("textbox", { name: "Name" }),
      on: "1440",
      act: press(/Search or jump to/, "Search and commands"),
    },
    {
      name: "the question before a withdrawal",
      path: `/videos/${published}`,
      shows: clip,
      act: press("Withdraw", "Take the public page away?"),
    },
    { path: "/review", shows: heading("Nothing here") },
  ],
};

const beginner: Visitor = {
  name: "a creator without a video",
  account: ({ empty }) => empty,
  looks: () => [
    { path: "/create", shows: words("Your first video starts with a sentence") },
    { path: "/library", shows: words("Your videos appear here") },
    { path: "/usage", shows: words("No videos in the last 30 days.") },
  ],
};

const full: Visitor = {
  name: "a creator whose quota is used up",
  account: (world) => world.full,
  looks: () => [
    {
      path: "/create",
      shows: words("Your first video starts with a sentence"),
      act: async (page) => {
        await page.getByRole("textbox", { name: "Prompt" }).fill("One more");
        await page.getByText("Today's videos are used up.").waitFor();
      },
    },
    { path: "/usage", shows: words("Used up") },
  ],
};

const reviewer: Visitor = {
  name: "a reviewer",
  account: () => demo.reviewer,
  looks: ({ completed, published }) => [
    { path: `/review?video=${completed}`, shows: (page) => page.locator("video[src]") },
    { path: `/review?video=${published}`, shows: words("Noor Amari has approved this clip.") },
    {
      name: "the list of keys",
      path: `/review?video=${completed}`,
      shows: (page) => page.locator("video[src]"),
      on: "1440",
      act: press(/keys$/, "Keyboard"),
    },
    { path: "/review?video=nothing", shows: words("This clip is not in the queue any more.") },
  ],
};

const admin: Visitor = {
  name: "an admin",
  account: () => demo.admin,
  looks: ({ empty }) => [
    { path: "/admin", shows: words(/^Waiting for review$/) },
    { path: "/admin/incidents", shows: words("Nothing needs you") },
    { path: "/admin/incidents?show=invariants", shows: words("Nothing public is expired") },
    { path: "/admin/health", shows: words("Database") },
    { path: "/admin/people", shows: words(/shown\./) },
    { path: `/admin/people?q=${encodeURIComponent(empty.email)}`, shows: words(empty.email) },
    { path: "/admin/people?q=nobody-like-this", shows: words("Nobody found") },
    {
      name: "an invitation",
      path: "/admin/people",
      shows: words(/shown\./),
      act: press("Invite", "Invite somebody"),
    },
    { path: "/admin/routes", shows: (page) => page.getByRole("list", { name: "Tried in this order" }) },
    { path: "/admin/vendors", shows: words("What each vendor can do") },
    { path: "/admin/calendar", shows: words("Sora 2") },
    { path: "/admin/runs", shows: words("generate-video") },
    { path: "/admin/runs?status=running&function=nothing", shows: words("No run like this") },
  ],
};

export const visitors: readonly Visitor[] = [signedOut, creator, beginner, full, reviewer, admin];
