import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { download, downloadLimits } from "#lib/media/outbound/download.ts";
import { createGuardedAgent, type Resolve } from "#lib/media/outbound/guarded-agent.ts";
import { judgePlace, PlaceRefused, type Places } from "#lib/media/outbound/places.ts";
import { forbidden, type Hostile, hostileLinks, hostileRedirects } from "./hostile.ts";
import { type Listeners, startListeners } from "./listeners.ts";
import { openPublicPlace, type PublicPlace, publicAddress } from "./public-place.ts";

const places: Places = {
  kind: "real",
  outputHosts: ["https://api.clips.example.org", "*.clips.example.org", "http://127.0.0.1:1"],
};
const limits = { ...downloadLimits, bytesMax: 1000, totalMs: 5_000, idleMs: 2_000 };
const addresses = Object.entries(forbidden).flatMap(([how, list]) =>
  list.map((address) => ({ how, address })),
);

let listeners: Listeners;
let place: PublicPlace;

beforeAll(async () => {
  listeners = await startListeners();
});
beforeEach(async () => {
  place = await openPublicPlace();
  return () => place.close();
});
afterAll(() => listeners.close());

const answering =
  (...found: string[]): Resolve =>
  async () =>
    found.map((address) => ({ address }));

/** Whether anything came of it: bytes, a refusal, or another error. */
async function read(
  url: string,
  resolve: Resolve = answering(publicAddress),
): Promise<"read" | "refused" | "failed"> {
  if (!URL.canParse(url)) return "refused";
  const judge = (at: URL) => judgePlace(at, places);
  try {
    const from = { url: new URL(url), ownHeaders: {}, judge, limits, resolve, dial: place.dial };
    for await (const _ of download(from));
    return "read";
  } catch (error) {
    return error instanceof PlaceRefused ? "refused" : "failed";
  }
}

/** Connections that the listeners saw, and addresses beside the public one that were dialled. */
async function seen(from: number): Promise<{ connections: number; dialled: string[] }> {
  await pause(50);
  return { connections: listeners.connections() - from, dialled: place.breaches };
}
const nothing = { connections: 0, dialled: [] };

function print(name: string, rows: readonly Hostile[], refused: number): void {
  const tricks = new Map<string, number>();
  for (const { how } of rows) tricks.set(how, (tricks.get(how) ?? 0) + 1);
  console.info(`${name}: ${refused} of ${rows.length} refused, 0 connections`);
  for (const [how, count] of tricks) console.info(`  ${String(count).padStart(3)}  ${how}`);
}

test("an allowed place is read, and the listeners hear who does not ask first", async () => {
  expect(await read("https://v.clips.example.org/clip")).toBe("read");
  expect(place.dialled()).toBe(1);
  const before = listeners.connections();
  await request(`http://127.0.0.1:${listeners.port}/`).catch(() => undefined);
  await expect.poll(() => listeners.connections() - before).toBe(1);
});

test("no hostile link is followed: at least 150 of them, and no connection", async () => {
  const before = listeners.connections();
  const links = hostileLinks(listeners.port);
  expect(links.length).toBeGreaterThanOrEqual(150);
  const ends = [];
  for (const { url } of links) ends.push({ url, end: await read(url) });
  expect(ends.filter(({ end }) => end !== "refused")).toEqual([]);
  expect(place.dialled()).toBe(0);
  expect(await seen(before)).toEqual(nothing);
  print("links", links, ends.length);
});

/** As the location of a redirect some of them are only another path of the place itself. */
const isHome = (url: string): boolean => {
  const home = "https://v.clips.example.org/clip";
  const at = URL.canParse(encodeURI(url), home) ? new URL(encodeURI(url), home) : undefined;
  return at?.origin === new URL(home).origin && at.username === "" && at.password === "";
};

test("no redirect leads to one of them", async () => {
  const before = listeners.connections();
  const links = hostileRedirects(listeners.port).filter(({ url }) => !isHome(url));
  const escaped = [];
  for (const { url } of links) {
    place.leadTo(url);
    if ((await read("https://v.clips.example.org/clip")) === "read") escaped.push(url);
  }
  expect(escaped).toEqual([]);
  expect(place.heard(), "the place that redirects hears each request once").toBe(links.length);
  expect(await seen(before)).toEqual(nothing);
  print("redirects", links, links.length);
});

test.each([301, 302, 303, 307, 308])("a redirect of status %i is judged like every other", async (status) => {
  const before = listeners.connections();
  for (const to of ["127.0.0.1", "169.254.169.254", "name:word@v.clips.example.org"]) {
    place.leadTo(`https://${to}/`, status);
    expect(await read("https://v.clips.example.org/clip")).toBe("refused");
  }
  place.leadTo("http://127.0.0.1:1/", status);
  expect(await read("https://v.clips.example.org/clip"), "from https to a configured http").toBe("refused");
  place.leadTo("/round", status);
  expect(await read("https://v.clips.example.org/clip"), "in a circle").toBe("refused");
  expect(await seen(before)).toEqual(nothing);
});

test("an allowed name that stands for a forbidden address is not connected to, alone or beside a public one", async () => {
  const before = listeners.connections();
  for (const { address } of addresses) {
    expect(await read("https://v.clips.example.org/", answering(address)), address).toBe("refused");
    expect(await read("https://v.clips.example.org/", answering(publicAddress, address)), address).toBe(
      "refused",
    );
    expect(await read("https://api.clips.example.org/", answering(address)), address).toBe("refused");
  }
  expect(await read("https://v.clips.example.org/", answering())).toBe("refused");
  expect(place.dialled()).toBe(0);
  expect(await seen(before)).toEqual(nothing);
});

test("a name that is answered otherwise each time is asked once, and the answer judged is the one dialled", async () => {
  const before = listeners.connections();
  for (const { address } of addresses) {
    let asked = 0;
    const flipping: Resolve = async () => [{ address: asked++ % 2 === 0 ? publicAddress : address }];
    expect(await read("https://v.clips.example.org/clip", flipping)).toBe("read");
    expect(asked).toBe(1);
    expect(await read("https://v.clips.example.org/clip", flipping)).toBe("refused");
  }
  expect(place.dialled()).toBe(addresses.length);
  expect(await seen(before)).toEqual(nothing);
});

test("the agent alone, with every place allowed, connects to none of these addresses", async () => {
  const before = listeners.connections();
  const agent = createGuardedAgent({ judge: () => "public", dial: place.dial });
  const links = hostileLinks(listeners.port).filter(
    ({ url }) => /^\s*https?:/.test(url) && URL.canParse(url),
  );
  const literal = links.filter(({ url }) => /^\[|^[\d.]+$|^localhost$/.test(new URL(url).hostname));
  expect(literal.length).toBeGreaterThan(100);
  for (const { url } of literal) {
    const { href } = Object.assign(new URL(url), { username: "", password: "" });
    await expect(request(href, { dispatcher: agent }), url).rejects.toBeInstanceOf(PlaceRefused);
  }
  await agent.destroy();
  expect(await seen(before)).toEqual(nothing);
});

test("a place that an admin configured may stand beside us, and never be a metadata service", async () => {
  const own = (address: string) => {
    const agent = createGuardedAgent({ judge: () => "own", resolve: answering(address), dial: place.dial });
    return request("http://render.internal:8080/", { dispatcher: agent }).finally(() => agent.destroy());
  };
  await expect(own("10.0.0.1")).rejects.toThrow("out of bounds");
  await expect(own("fd12::1")).rejects.toThrow("out of bounds");
  for (const address of [
    "169.254.169.254",
    "fd00:ec2::254",
    "168.63.129.16",
    "::ffff:169.254.169.254",
    "224.0.0.1",
  ])
    await expect(own(address), address).rejects.toBeInstanceOf(PlaceRefused);
});
