import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Sealer } from "./sealer.ts";

const version = "v1";

/** AES-256-GCM with the video id as authenticated data; `key` is 64 hexadecimal digits. Sealed form: `v1.<iv>.<tag>.<text>`. */
export function createSealer(key: string): Sealer {
  const master = Buffer.from(key, "hex");
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", master, "", `dailies/prompt/${purpose}`, 32));
  const sealKey = derive("seal");
  const hashKey = derive("hash");
  return {
    seal(text, scope) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealKey, iv).setAAD(Buffer.from(scope));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return [version, iv, cipher.getAuthTag(), sealed]
        .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
        .join(".");
    },
    open(sealed, scope) {
      const [found, iv, tag, text] = sealed.split(".");
      if (found !== version || !iv || !tag || text === undefined)
        throw new Error("a sealed prompt has an unknown form");
      const decipher = createDecipheriv("aes-256-gcm", sealKey, Buffer.from(iv, "base64url"));
      decipher.setAAD(Buffer.from(scope)).setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString(
        "utf8",
      );
    },
    hash: (text) => createHmac("sha256", hashKey).update(text).digest("hex"),
  };
}
