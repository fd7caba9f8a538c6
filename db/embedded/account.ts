import { spawnSync } from "node:child_process";
import { chownSync, lchownSync, readdirSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";

const nobody = 65534;

/** Postgres refuses uid 0: root runs it in an unmapped user namespace, or else as nobody. */
export interface Account {
  /** Set when the programs run under another uid, which must own the cluster. */
  uid?: number;
  wrap(program: string, args: string[]): { command: string; args: string[] };
}

const direct: Account = { wrap: (command, args) => ({ command, args }) };
const namespaced: Account = {
  wrap: (program, args) => ({ command: "unshare", args: ["-U", "--", program, ...args] }),
};

/** Postgres also refuses a uid that has no entry among the accounts, as containers give. */
function isListed(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

export function chooseAccount(): Account {
  const root = process.getuid?.() === 0;
  if (!root && isListed()) return direct;
  if (spawnSync("unshare", ["-U", "--", "true"]).status === 0) return namespaced;
  return root ? { ...direct, uid: nobody } : direct;
}

/** Gives a whole folder to the account when another one owned it before. */
export function handOver(folder: string, account: Account): void {
  if (process.getuid?.() !== 0) return;
  const uid = account.uid ?? 0;
  if (statSync(folder).uid === uid) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    lchownSync(join(folder, entry), uid, uid);
  }
  chownSync(folder, uid, uid);
}
