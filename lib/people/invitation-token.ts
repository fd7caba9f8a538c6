import { createHash } from "node:crypto";

/** What is kept of an invitation link: whoever reads the table cannot use it. */
export const invitationTokenHash = (token: string): string =>
  createHash("sha256").update(token).digest("hex");
