import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invitations, users } from "#db/schema/index.ts";
import { authenticate } from "#lib/auth/authenticate.ts";
import type { Context, User } from "#lib/context.ts";
import { readHistory } from "#lib/ops/audit.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { admitGuest } from "./admit-guest.ts";
import { invitePerson } from "./invite-person.ts";

const password = "a good long password";
let bench: TestBench;
let admin: User;
let open: Context;
beforeAll(async () => {
  bench = await createBench();
  admin = await bench.person("admin");
  open = bench.context({ kind: "anonymous" });
});
afterAll(() => bench.close());

let people = 0;
async function invite(): Promise<{ email: string; token: string; url: string }> {
  people += 1;
  const email = `guest-${people}@example.com`;
  const { url } = await invitePerson(bench.context(admin), { email, role: "reviewer", plan: "studio" });
  return { email, url, token: url.split("/").at(-1) ?? "" };
}
const accept = (token: string, ctx = open) => acceptInvitation(ctx, { token, name: "Guest", password });
const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

test("an invitation becomes an account of its role and plan, which can sign in and remembers who let it in", async () => {
  const { email, token } = await invite();
  expect(await accept(token)).toEqual({ email });
  const { id } = await authenticate(open, { email, password, network: "10.0.0.1" });
  const [user] = await bench.db.select().from(users).where(eq(users.id, id));
  expect(user).toMatchObject({ role: "reviewer", plan: "studio", name: "Guest" });
  const [joined] = await readHistory(open, id, 5);
  expect(joined).toMatchObject({ action: "person/joined", after: { role: "reviewer", plan: "studio" } });
});

test("a link works once, also when twenty use it together", async () => {
  const { token } = await invite();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => codeOf(accept(token))));
  expect(outcomes.filter((one) => one === "done")).toHaveLength(1);
  expect(outcomes.filter((one) => one === "not_found")).toHaveLength(19);
});

test("a used link stays used when its address is free again", async () => {
  const { email, token } = await invite();
  await accept(token);
  await bench.db
    .update(users)
    .set({ email: `moved-${email}` })
    .where(eq(users.email, email));
  expect(await codeOf(accept(token))).toBe("not_found");
  expect(await admitGuest(open, { email, name: "Guest" })).toBeUndefined();
});

test("a newer invitation ends the earlier one", async () => {
  const { email, token } = await invite();
  const again = await invitePerson(bench.context(admin), { email, role: "creator", plan: "free" });
  expect(await codeOf(accept(token))).toBe("not_found");
  expect(await codeOf(accept(again.url.split("/").at(-1) ?? ""))).toBe("done");
});

test("a link is over after seven days, and a guessed one never began", async () => {
  const { token } = await invite();
  const week = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000);
  expect(
    await codeOf(
      accept(
        token,
        bench.context({ kind: "anonymous" }, {}, () => week),
      ),
    ),
  ).toBe("not_found");
  expect(await codeOf(accept("guess"))).toBe("not_found");
});

test("the link's secret is in no table", async () => {
  const { email, token } = await invite();
  const [row] = await bench.db.select().from(invitations).where(eq(invitations.email, email));
  expect(JSON.stringify(row)).not.toContain(token);
});

test("who has an account is not invited, and only admins invite", async () => {
  const { email, token } = await invite();
  await accept(token);
  const again = (by: User) => invitePerson(bench.context(by), { email, role: "admin", plan: "free" });
  expect(await codeOf(again(admin))).toBe("conflict");
  expect(await codeOf(again(await bench.person("reviewer")))).toBe("forbidden");
});

describe("a guest an OAuth provider vouches for", () => {
  test("is nobody without an invitation", async () => {
    expect(await admitGuest(open, { email: "stranger@example.com", name: "Stranger" })).toBeUndefined();
  });

  test("becomes a member by an invitation, once, also when two tabs return together", async () => {
    const { email } = await invite();
    const both = await Promise.all([1, 2].map(() => admitGuest(open, { email, name: "Guest" })));
    const later = await admitGuest(open, { email, name: "Guest" });
    expect(new Set([...both.filter(Boolean), later].map((one) => one?.id)).size).toBe(1);
    const rows = await bench.db.select().from(users).where(eq(users.email, email));
    expect(rows).toMatchObject([{ role: "reviewer", passwordHash: null }]);
  });

  test("stays outside while suspended", async () => {
    const { email } = await invite();
    await admitGuest(open, { email, name: "Guest" });
    await bench.db.update(users).set({ suspendedAt: new Date() }).where(eq(users.email, email));
    expect(await admitGuest(open, { email, name: "Guest" })).toBeUndefined();
  });
});
