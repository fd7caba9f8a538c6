import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { users } from "#db/schema/index.ts";
import type { Actor, Context } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { Refusal } from "#lib/refusal.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { countAttempt } from "./attempts.ts";
import { accountLimit, authenticate, networkKey, networkLimit } from "./authenticate.ts";
import { hashPassword } from "./password.ts";

const anonymous: Actor = { kind: "anonymous" };
const password = "a good long password";
let bench: TestBench;
let passwordHash: string;

beforeAll(async () => {
  bench = await createBench();
  passwordHash = await hashPassword(password);
});
afterAll(() => bench.close());

async function member(change: Partial<typeof users.$inferInsert> = {}): Promise<string> {
  const id = newId("user");
  const email = `${id.toLowerCase()}@example.com`;
  await bench.db.insert(users).values({ id, email, name: "Member", passwordHash, ...change });
  return email;
}

let networks = 0;
function network(): string {
  networks += 1;
  return `10.0.${networks}.1`;
}
const at = (now: Date): Context => bench.context(anonymous, {}, () => now);

const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "in",
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
const enter = (email: string, given = password, from = network(), ctx = bench.context(anonymous)) =>
  authenticate(ctx, { email, password: given, network: from });

test("the right password opens a session, whatever the case of the address", async () => {
  const email = await member();
  expect(await enter(` ${email.toUpperCase()} `)).toMatchObject({ id: expect.stringMatching(/^usr_/) });
});

test.each([
  ["a wrong password", async () => [await member(), "wrong"]],
  ["an unknown account", async () => ["nobody@example.com", password]],
  ["an account without a password", async () => [await member({ passwordHash: null }), password]],
  [
    "a suspended account with the right password",
    async () => [await member({ suspendedAt: new Date() }), password],
  ],
])("%s is told with the same words", async (_, given) => {
  const [email = "", tried = ""] = await given();
  await expect(enter(email, tried)).rejects.toMatchObject({
    code: "wrong_credentials",
    message: new Refusal("wrong_credentials").message,
  });
});

test("an unknown account costs the same work as a known one", async () => {
  const email = await member();
  const measure = async (address: string): Promise<number> => {
    const before = process.cpuUsage();
    await outcome(enter(address, "wrong"));
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    known.push(await measure(email));
    unknown.push(await measure(`nobody-${round}@example.com`));
  }
  const leastRatio = Math.min(...unknown) / Math.min(...known);
  expect(leastRatio).toBeGreaterThan(0.6);
  expect(leastRatio).toBeLessThan(1.6);
});

describe("the limiter", () => {
  test("counts a hundred failures made together exactly, and looks at ten passwords of them", async () => {
    const email = await member();
    const tries = Array.from({ length: 100 }, (_, index) =>
      outcome(enter(email, "wrong", `10.9.${index}.1`)),
    );
    const outcomes = await Promise.all(tries);
    const count = (code: string): number => outcomes.filter((one) => one === code).length;
    expect(count("wrong_credentials")).toBe(accountLimit.attemptsMax);
    expect(count("too_many_attempts")).toBe(100 - accountLimit.attemptsMax);
    const held = await bench.db.execute(sql`select points from rate_limits where points >= 100`);
    expect(held).toEqual([{ points: 100 }]);
  });

  test("says when a closed account opens again, keeps it closed to the right password, and opens it then", async () => {
    const email = await member();
    const start = new Date();
    for (let attempt = 0; attempt < accountLimit.attemptsMax; attempt += 1)
      expect(await outcome(enter(email, "wrong", network(), at(start)))).toBe("wrong_credentials");
    const opensAt = new Date(start.getTime() + accountLimit.windowSeconds * 1000);
    await expect(enter(email, password, network(), at(start))).rejects.toMatchObject({
      code: "too_many_attempts",
      extra: { retryAt: opensAt },
    });
    expect(await outcome(enter(email, password, network(), at(opensAt)))).toBe("in");
  });

  test("closes a network that tries many accounts, and no other network", async () => {
    const from = network();
    const now = new Date();
    const tries = Array.from({ length: networkLimit.attemptsMax }, () =>
      countAttempt(bench.db, networkKey(from), networkLimit, now),
    );
    await Promise.all(tries);
    const email = await member();
    expect(await outcome(enter(email, password, from))).toBe("too_many_attempts");
    expect(await outcome(enter(email))).toBe("in");
  });

  test("does not count people who get in, and forgets what they mistyped before", async () => {
    const email = await member();
    const from = network();
    const accounts = async () =>
      (await bench.db.execute(sql`select from rate_limits where key like 'sign-in:account:%'`)).length;
    const before = await accounts();
    for (const given of ["wrong", password, password]) await outcome(enter(email, given, from));
    const held = await bench.db.execute(sql`select points from rate_limits where key = ${networkKey(from)}`);
    expect(held).toEqual([{ points: 1 }]);
    expect(await accounts()).toBe(before);
  });

  test("clears away what is over, so that the table does not grow with every visitor", async () => {
    const later = new Date(Date.now() + 24 * 60 * 60 * 1000);
    await outcome(enter("somebody-else@example.com", "wrong", network(), at(later)));
    await outcome(enter("somebody-else-2@example.com", "wrong", network(), at(later)));
    const [left] = await bench.db.execute(
      sql`select count(*)::int as rows from rate_limits where expire <= ${later.getTime()}::bigint`,
    );
    expect(left).toEqual({ rows: 0 });
  });
});

test("a password kept at an older cost is hashed anew at the next sign-in, and the session holds", async () => {
  const { hash } = await import("@node-rs/argon2");
  const old = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const email = await member({ passwordHash: old });
  await enter(email);
  const [kept] = await bench.db.select().from(users).where(eq(users.email, email));
  expect(kept?.passwordHash).toContain("m=65536,t=3");
  expect(await outcome(enter(email))).toBe("in");
});
