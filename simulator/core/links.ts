import { createHmac, timingSafeEqual } from "node:crypto";
import { simulatorSecret } from "./secrets.ts";

const secret = simulatorSecret("core", "links");

function sign(dialect: string, id: string, expires: number): string {
  return createHmac("sha256", secret).update(`${dialect}\n${id}\n${expires}`).digest("base64url");
}

/** Where an output is fetched; `expires` in seconds since the epoch. */
export function outputPath(dialect: string, id: string, expires: number): string {
  const file = `${encodeURIComponent(dialect)}/${encodeURIComponent(id)}.mp4`;
  return `/_files/${file}?expires=${expires}&signature=${sign(dialect, id, expires)}`;
}

export function linkHolds(
  link: { dialect: string; id: string; expires: number; signature: string },
  now: number,
): boolean {
  const wanted = Buffer.from(sign(link.dialect, link.id, link.expires));
  const given = Buffer.from(link.signature);
  return wanted.length === given.length && timingSafeEqual(wanted, given) && link.expires * 1000 > now;
}
