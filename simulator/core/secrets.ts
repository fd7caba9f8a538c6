import { createHmac } from "node:crypto";

/** The same 32 bytes, as 64 hexadecimal digits, in every run: a restart turns no key over. Guards nothing real. */
export function simulatorSecret(owner: string, name: string): string {
  return createHmac("sha256", "the simulator signs for nobody").update(`${owner}\n${name}`).digest("hex");
}
