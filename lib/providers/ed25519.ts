import { verify } from "node:crypto";
import type { Jwks } from "./jwks.ts";

const signatureBytes = 64;

/** True where one of the vendor's keys (the one named `kid`, where one is named) made the signature over `signed`. */
export async function isEd25519Signed(
  jwks: Jwks,
  { signed, signature, kid }: { signed: string; signature: Uint8Array; kid?: string | undefined },
): Promise<boolean> {
  if (signature.length !== signatureBytes) return false;
  const data = Buffer.from(signed);
  const key = await jwks(
    (candidate) =>
      (kid === undefined || candidate.kid === undefined || candidate.kid === kid) &&
      verify(null, data, candidate.key, signature),
  );
  return key !== undefined;
}
