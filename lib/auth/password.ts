import { hash, parseOptions, verify } from "@node-rs/argon2";
import { slots } from "./slots.ts";

/** Argon2id, 64 MiB and three passes: about 50 ms on one core, above OWASP's floor of 19 MiB and two. */
const cost = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };

/** Of bytes nobody kept: an unknown account costs the same work as a known one. */
const nobodysHash =
  "$argon2id$v=19$m=65536,t=3,p=1$TM5nDFdmdjfVi8f2qwb2bw$kS2d4Nkou6jU7HOZk9iNzwF/KDgTmzXwAXt1QYgqXMY";

/** At most two at once, so that a crowd at the door cannot take the machine's memory. */
const hashing = slots(2);

/** The encoded Argon2id hash of a password. */
export const hashPassword = (password: string): Promise<string> => hashing(() => hash(password, cost));

/** Whether the password belongs to the hash; takes the same time when there is no hash at all. */
export async function matchesPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await hashing(() => verify(passwordHash ?? nobodysHash, password));
  return matches && passwordHash !== null;
}

/** Whether a hash was made at another cost than today's. */
export function isOutdated(passwordHash: string): boolean {
  const made = parseOptions(passwordHash);
  return made.memoryCost !== cost.memoryCost || made.timeCost !== cost.timeCost;
}
