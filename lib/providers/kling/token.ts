import { createHmac } from "node:crypto";

const lifeSeconds = 1800;
const leewaySeconds = 5;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** HS256 token of a Kling access key, for the older `/v1` routes. Valid from 5 s before `now` for 30 minutes. */
export function signKlingToken(accessKey: string, secretKey: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = { iss: accessKey, exp: seconds + lifeSeconds, nbf: seconds - leewaySeconds };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", secretKey).update(signed).digest("base64url")}`;
}
