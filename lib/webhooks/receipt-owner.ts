import { and, eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { Provider, WebhookFacts } from "#lib/providers/types.ts";
import { type AttemptRow, hashToken, operationOf } from "#lib/videos/attempts.ts";

export type Owner = Pick<AttemptRow, "id" | "videoId" | "jobId" | "operation">;

const jobIdLengthMax = 300;

/** Of which job a callback speaks; undefined where it does not say. */
export function jobToldBy(provider: Provider, { payload }: WebhookFacts): string | undefined {
  const jobId = provider.jobOf?.(payload);
  return jobId !== undefined && jobId.length <= jobIdLengthMax ? jobId : undefined;
}

type Marks = { provider: string; token: string | null; jobId: string | undefined; isSigned: boolean };

/** By the token in its address; a signed one that came without it, by the job it speaks of. */
export async function ownerOf(
  ctx: Context,
  { provider, token, jobId, isSigned }: Marks,
): Promise<Owner | undefined> {
  const owner = {
    id: attempts.id,
    videoId: attempts.videoId,
    jobId: attempts.jobId,
    operation: attempts.operation,
  };
  const atVendor = eq(attempts.provider, provider);
  if (token) {
    const byToken = and(eq(attempts.tokenHash, hashToken(token)), atVendor);
    const [found] = await ctx.db.select(owner).from(attempts).where(byToken);
    if (found) return found;
  }
  if (!isSigned || jobId === undefined) return undefined;
  const [found] = await ctx.db
    .select(owner)
    .from(attempts)
    .where(and(eq(attempts.jobId, jobId), atVendor));
  return found;
}

/** A vendor may know one job by several ids: what it recognises as the attempt's own is kept under the id known here. */
export function jobMeant(
  provider: Provider,
  { payload }: WebhookFacts,
  told: string | undefined,
  owner?: Owner,
) {
  if (!owner?.jobId || told === undefined || told === owner.jobId) return told;
  return provider.readWebhook?.(payload, operationOf(owner)) === undefined ? told : owner.jobId;
}
