import { count } from "drizzle-orm";
import { hashPassword } from "#lib/auth/password.ts";
import type { Plan, Role } from "#lib/contract/role.ts";
import { type Env, env } from "#lib/env.ts";
import { accessToken, newId } from "#lib/ids.ts";
import { invitationTokenHash } from "#lib/people/invitation-token.ts";
import { connect, type Transaction } from "./client.ts";
import { invitations, users } from "./schema/index.ts";

const demoPassword = "dailies-demo";
const demoPeople: readonly { email: string; name: string; role: Role; plan: Plan }[] = [
  { email: "creator@demo.local", name: "Mira Lindqvist", role: "creator", plan: "studio" },
  { email: "creator2@demo.local", name: "Tomas Keller", role: "creator", plan: "studio" },
  { email: "reviewer@demo.local", name: "Noor Amari", role: "reviewer", plan: "studio" },
  { email: "admin@demo.local", name: "Jun Park", role: "admin", plan: "unlimited" },
];

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const invitationMs = 7 * 86_400_000;

async function addDemoPeople(tx: Transaction): Promise<string> {
  const passwordHash = await hashPassword(demoPassword);
  const rows = demoPeople.map((person) => ({ ...person, id: newId("user"), passwordHash, isDemo: true }));
  await tx.insert(users).values(rows);
  return "demo";
}

/** A new link each start, until the first admin has used one. */
async function inviteFirstAdmin(
  tx: Transaction,
  { DAILIES_ADMIN_EMAIL: email, APP_URL }: Env,
): Promise<string> {
  if (!email) return "nobody";
  const token = accessToken();
  await tx.delete(invitations);
  await tx.insert(invitations).values({
    id: newId("invitation"),
    email,
    role: "admin",
    plan: "unlimited",
    tokenHash: invitationTokenHash(token),
    expiresAt: new Date(Date.now() + invitationMs),
  });
  return `invited ${new URL(`/invite/${token}`, APP_URL).href}`;
}

/**
 * Looks after an installation without people: demo accounts where only this machine can reach it and they are wanted,
 * else an invitation for the first admin. Returns `demo`, `kept`, `nobody`, or `invited` and the link.
 */
async function seed(): Promise<string> {
  const settings = env();
  const connection = connect(settings.DATABASE_URL, 1);
  try {
    return await connection.db.transaction(async (tx) => {
      await tx.execute("lock table users in share row exclusive mode");
      const [found] = await tx.select({ people: count() }).from(users);
      if (found && found.people > 0) return "kept";
      const demo = settings.DAILIES_DEMO && loopback.has(new URL(settings.APP_URL).hostname);
      return demo ? addDemoPeople(tx) : inviteFirstAdmin(tx, settings);
    });
  } finally {
    await connection.close();
  }
}

process.stdout.write(`${await seed()}\n`);
