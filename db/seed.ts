import { count } from "drizzle-orm";
import { hashPassword } from "#lib/auth/password.ts";
import type { Plan, Role } from "#lib/contract/role.ts";
import { env } from "#lib/env.ts";
import { newId } from "#lib/ids.ts";
import { connect } from "./client.ts";
import { users } from "./schema/index.ts";

export const demoPassword = "dailies-demo";
const demoPeople: readonly { email: string; name: string; role: Role; plan: Plan }[] = [
  { email: "creator@demo.local", name: "Mira Lindqvist", role: "creator", plan: "studio" },
  { email: "creator2@demo.local", name: "Tomas Keller", role: "creator", plan: "studio" },
  { email: "reviewer@demo.local", name: "Noor Amari", role: "reviewer", plan: "studio" },
  { email: "admin@demo.local", name: "Jun Park", role: "admin", plan: "unlimited" },
];

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Makes the demo accounts, only on a loopback installation without people. Prints `demo` where it did, else `kept`. */
async function seed(): Promise<"demo" | "kept"> {
  const settings = env();
  if (!loopback.has(new URL(settings.APP_URL).hostname)) return "kept";
  const connection = connect(settings.DATABASE_URL, 1);
  try {
    return await connection.db.transaction(async (tx) => {
      await tx.execute("lock table users in share row exclusive mode");
      const [found] = await tx.select({ people: count() }).from(users);
      if (found && found.people > 0) return "kept";
      const passwordHash = await hashPassword(demoPassword);
      await tx
        .insert(users)
        .values(demoPeople.map((person) => ({ ...person, id: newId("user"), passwordHash, isDemo: true })));
      return "demo";
    });
  } finally {
    await connection.close();
  }
}

process.stdout.write(`${await seed()}\n`);
