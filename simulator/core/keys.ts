import { createPrivateKey, createPublicKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { SigningKey } from "../dialect.ts";
import { simulatorSecret } from "./secrets.ts";

const generate = promisify(generateKeyPair);
/** PKCS #8 wrapping of a bare Ed25519 seed (RFC 8410, section 7). */
const ed25519Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

async function makeKey(owner: string, algorithm: "Ed25519" | "RS256"): Promise<SigningKey> {
  const kid = `sim-${simulatorSecret(owner, algorithm).slice(0, 12)}`;
  const privateKey =
    algorithm === "RS256"
      ? (await generate("rsa", { modulusLength: 2048 })).privateKey
      : createPrivateKey({
          key: Buffer.concat([ed25519Prefix, Buffer.from(simulatorSecret(owner, "ed25519"), "hex")]),
          format: "der",
          type: "pkcs8",
        });
  return {
    kid,
    privateJwk: { ...privateKey.export({ format: "jwk" }) },
    publicJwk: { ...createPublicKey(privateKey).export({ format: "jwk" }) },
  };
}

/** Signing keys by owner and algorithm, each made when it is first asked for. */
export function createKeyring() {
  const made = new Map<string, Promise<SigningKey>>();
  return (owner: string, algorithm: "Ed25519" | "RS256" = "Ed25519"): Promise<SigningKey> => {
    const name = `${owner} ${algorithm}`;
    const key = made.get(name) ?? makeKey(owner, algorithm);
    made.set(name, key);
    return key;
  };
}
