import { createGuardedAgent, type Resolve } from "#lib/media/outbound/guarded-agent.ts";
import { createVendorClient, type VendorCall } from "./http.ts";
import { isPublicUrl } from "./reach.ts";

type Parcel = {
  label: string;
  method: "POST" | "PUT";
  /** Where the vendor's answer says that the picture goes. */
  to: string;
  /** The vendor's own address, which an admin set. */
  baseUrl: string;
  /** Instead of the system's own, for proofs. */
  resolve?: Resolve;
};

const totalTimeoutMs = 60_000;

/**
 * Sends a picture to the place that a vendor names for it, without our key. The place is the vendor's own address, or
 * one of the internet over https, judged again when it connects. Throws for any other, and where it does not take it.
 */
export async function sendPicture(
  { label, method, to, baseUrl, ...names }: Parcel,
  call: VendorCall,
): Promise<void> {
  const target = new URL(to);
  const isOwn = target.origin === new URL(baseUrl).origin;
  const isPlain = target.username === "" && target.password === "" && target.port === "";
  if (!isOwn && !(isPlain && isPublicUrl(target.origin)))
    throw new Error(`${label} named a place for the picture that is not of the internet over https`);
  const agent = createGuardedAgent({
    judge: () => (isOwn && !isPublicUrl(target.origin) ? "own" : "public"),
    ...names,
  });
  try {
    const send = createVendorClient({ label, baseUrl: target.origin, headers: () => ({}), agent });
    const { status } = await send(method, target.pathname, {
      ...call,
      query: Object.fromEntries(target.searchParams),
      totalTimeoutMs,
    });
    if (status < 200 || status > 299) throw new Error(`${label} answered ${status}`);
  } finally {
    await agent.close();
  }
}
