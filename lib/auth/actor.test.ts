import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { users } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { actorOfToken } from "./actor.ts";
import { readSessionToken, type SessionToken, sessionStamp } from "./session-token.ts";

const secret = "a secret for tests, longer than thirty-two characters";
let bench: TestBench;
beforeAll(async () => {
  bench = await createBench();
});
afterAll(() => bench.close());

async function session(): Promise<{ person: User; token: SessionToken }> {
  const person = await bench.person();
  const [row] = await bench.db.select().from(users).where(eq(users.id, person.id));
  if (!row) throw new Error("there is no such person");
  return { person, token: { sub: person.id, stamp: sessionStamp(row) } };
}
const whoIs = (token: SessionToken | undefined) => actorOfToken(bench.db, token, new Date());
const set = (id: string, change: Partial<typeof users.$inferInsert>) =>
  bench.db.update(users).set(change).where(eq(users.id, id));

describe("an open session", () => {
  test("is the person it was opened for", async () => {
    const { person, token } = await session();
    expect(await whoIs(token)).toEqual(person);
  });

  test("carries a changed role from the very next request", async () => {
    const { person, token } = await session();
    await set(person.id, { role: "reviewer" });
    expect(await whoIs(token)).toMatchObject({ role: "reviewer" });
  });

  test("is nobody's from the request after a suspension, and somebody's again when it is lifted", async () => {
    const { person, token } = await session();
    await set(person.id, { suspendedAt: new Date() });
    expect(await whoIs(token)).toEqual({ kind: "anonymous" });
    await set(person.id, { suspendedAt: null });
    expect(await whoIs(token)).toEqual(person);
  });

  test.each([{ email: "moved@example.com" }, { passwordHash: "another" }])("ends with %o", async (change) => {
    const { person, token } = await session();
    await set(person.id, change);
    expect(await whoIs(token)).toEqual({ kind: "anonymous" });
  });

  test("ends when the person is removed", async () => {
    const { person, token } = await session();
    await bench.db.delete(users).where(eq(users.id, person.id));
    expect(await whoIs(token)).toEqual({ kind: "anonymous" });
  });

  test("notes when the person was last seen, at most once a minute", async () => {
    const { person, token } = await session();
    const seen = async () =>
      (await bench.db.select().from(users).where(eq(users.id, person.id)))[0]?.lastSeenAt;
    const start = new Date();
    await actorOfToken(bench.db, token, start);
    await actorOfToken(bench.db, token, new Date(start.getTime() + 30_000));
    expect(await seen()).toEqual(start);
    const later = new Date(start.getTime() + 60_000);
    await actorOfToken(bench.db, token, later);
    expect(await seen()).toEqual(later);
  });
});

describe("a session cookie", () => {
  const token = { sub: "usr_1", stamp: "s" };

  test("is read back as it was made", async () => {
    expect(await readSessionToken(await encode({ token, secret }), secret)).toMatchObject(token);
  });

  test.each([
    ["none", async () => undefined],
    ["garbage", async () => "e30.e30.e30"],
    ["one of another secret", () => encode({ token, secret: `${secret}!` })],
    ["one that has expired", () => encode({ token, secret, maxAge: -60 })],
    ["one without a stamp", () => encode({ token: { sub: "usr_1" }, secret })],
  ])("%s is no session", async (_, make) => {
    expect(await readSessionToken(await make(), secret)).toBeUndefined();
  });
});
