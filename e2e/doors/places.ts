import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, type APIResponse, request as requests } from "@playwright/test";
import { z } from "zod";
import { call, expectProblem } from "#e2e/api.ts";
import { installation } from "#e2e/installation.ts";
import { type Account, caller, demo, invite } from "#e2e/people.ts";
import { expect, test } from "#e2e/test.ts";
import type { ProblemCode } from "#lib/contract/problem.ts";

/** Everybody and everything that the rows of the table knock with. */
export type Places = {
  creator: APIRequestContext;
  account: Account;
  other: APIRequestContext;
  admin: APIRequestContext;
  nobody: APIRequestContext;
  /** A video of the creator that is being made, and one of the other's. */
  ownId: string;
  otherId: string;
};

/** One row: what is sent to which door, and the code it is answered with. */
export type Row = {
  door: string;
  input: string;
  send: (places: Places) => Promise<APIResponse>;
  code: ProblemCode;
};

const secrets = z.object({ DAILIES_SECRET: z.string() });
/** The installation's own secret, to make what only its parts could make. */
export const ownSecret = (): string =>
  secrets.parse(JSON.parse(readFileSync(join(installation().dataDir, "secrets.json"), "utf8")))
    .DAILIES_SECRET;

async function open(): Promise<Places> {
  const account = await invite({ plan: "free" });
  const creator = await caller(account);
  const other = await caller(await invite());
  const admin = await caller(demo.admin);
  const nobody = await requests.newContext({ baseURL: installation().baseUrl });
  const input = { prompt: "A paper boat on a pond", durationSeconds: 3 };
  const own = await call(creator, "createVideo", input);
  const foreign = await call(other, "createVideo", input);
  await call(creator, "cancelVideo", { id: own.id });
  await call(other, "cancelVideo", { id: foreign.id });
  return { creator, account, other, admin, nobody, ownId: own.id, otherId: foreign.id };
}

/** What may not change by anything that is refused: quota, and videos with their state. */
async function holdings({ creator }: Places) {
  const { quotas } = await call(creator, "getUsage", {});
  const { items } = await call(creator, "listVideos", {});
  return { quotas, videos: items.map(({ id, status, updatedAt }) => ({ id, status, updatedAt })) };
}

/** Opens the places once for a file of rows. */
export function openPlaces(): () => Places {
  let places: Places | undefined;
  test.beforeAll(async () => {
    places = await open();
  });
  test.afterAll(async () => {
    if (!places) return;
    for (const context of [places.creator, places.other, places.admin, places.nobody])
      await context.dispose();
  });
  return () => {
    if (!places) throw new Error("The places are opened before the rows.");
    return places;
  };
}

/** One test a row: refused with exactly this code, and nothing taken. */
export function proveRows(rows: readonly Row[]): void {
  const places = openPlaces();
  for (const { door, input, send, code } of rows) {
    test(`${door}: ${input} → ${code}`, async () => {
      const before = await holdings(places());
      await expectProblem(await send(places()), code);
      expect(await holdings(places())).toEqual(before);
    });
  }
}
