import { and, eq } from "drizzle-orm";
import { connect, type Database } from "#db/client.ts";
import { attempts, routeVersions, users, vendorGates } from "#db/schema/index.ts";
import { installation } from "#e2e/installation.ts";
import { demo } from "#e2e/people.ts";
import type { RouteTableView } from "#lib/contract/route.ts";

async function withStore<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const { db, close } = connect(installation().databaseUrl, 1);
  try {
    return await work(db);
  } finally {
    await close();
  }
}

/** Forgets what the installation remembers of its vendors' last minutes: breakers, pauses, allowances, balances. */
export const restGates = (): Promise<unknown> => withStore((db) => db.delete(vendorGates));

/** Ends the pause of a vendor whose breaker is open, as if its time had passed. */
export const endPause = (provider: string): Promise<unknown> =>
  withStore((db) =>
    db.update(vendorGates).set({ openUntil: new Date() }).where(eq(vendorGates.provider, provider)),
  );

/** Puts a table in force that nobody could save today: its drafts begin with Sora 2 in place of Kling 3.0. */
export const storeRetired = ({ version, rules }: RouteTableView): Promise<unknown> =>
  withStore(async (db) => {
    const [admin] = await db.select().from(users).where(eq(users.email, demo.admin.email));
    const place = (model: string) => (model === "kling-3.0" ? "sora-2" : model);
    await db.insert(routeVersions).values({
      version: version + 1,
      rules: rules.map((rule) =>
        rule.name === "Drafts" ? { ...rule, models: rule.models.map(place) } : rule,
      ),
      note: "Before it retired",
      actorId: admin?.id ?? "",
    });
  });

/** Lets the time run out in which an answer that was lost may still be found. */
export const endSearch = (videoId: string): Promise<unknown> =>
  withStore((db) =>
    db
      .update(attempts)
      .set({ deadlineAt: new Date() })
      .where(and(eq(attempts.videoId, videoId), eq(attempts.state, "ambiguous"))),
  );
