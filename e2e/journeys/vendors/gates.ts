import { connect } from "#db/client.ts";
import { vendorGates } from "#db/schema/index.ts";
import { installation } from "#e2e/installation.ts";

/** Forgets what the installation remembers of its vendors' last minutes: breakers, pauses, allowances, balances. */
export async function restGates(): Promise<void> {
  const { db, close } = connect(installation().databaseUrl, 1);
  try {
    await db.delete(vendorGates);
  } finally {
    await close();
  }
}
