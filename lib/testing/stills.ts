import { eq } from "drizzle-orm";
import sharp from "sharp";
import { quotaUsage, stills } from "#db/schema/index.ts";
import type { Context, Parts, User } from "#lib/context.ts";
import { type CreateStillInput, createStillInput } from "#lib/contract/still.ts";
import { createOpenAiStillMaker } from "#lib/providers/openai/still-maker.ts";
import type { StillMaker, StillOutcome } from "#lib/providers/types.ts";
import { openai } from "#simulator/dialects/openai/dialect.ts";
import { startSimulator } from "#simulator/server.ts";
import { createBench, worker } from "./context.ts";

export type StillBench = Awaited<ReturnType<typeof createStillBench>>;

/** A bench whose stills come from a simulated vendor, and where what was announced is noted. */
export async function createStillBench() {
  const [bench, simulator] = await Promise.all([createBench(), startSimulator({ dialects: [openai] })]);
  const announced: string[] = [];
  const parts: Partial<Parts> = {
    stills: createOpenAiStillMaker({
      baseUrl: `${simulator.origin}/openai/v1`,
      apiKey: "sk-test",
      kind: "simulated",
    }),
    announcer: {
      videoCreated: () => undefined,
      videoResumed: () => undefined,
      videoCanceled: () => undefined,
      receiptStored: () => undefined,
      stillQueued: ({ id }) => void announced.push(id),
    },
  };
  return {
    bench,
    announced,
    as: (user: Context["actor"], change: Partial<Parts> = {}): Context =>
      bench.context(user, { ...parts, ...change }),
    system: (change: Partial<Parts> = {}, now?: () => Date): Context =>
      bench.context(worker, { ...parts, ...change }, now),
    async usedBy({ id }: User): Promise<Record<string, number>> {
      const rows = await bench.db.select().from(quotaUsage).where(eq(quotaUsage.userId, id));
      return Object.fromEntries(rows.map(({ window, used }) => [window, used]));
    },
    stillsOf: ({ id }: User) => bench.db.select().from(stills).where(eq(stills.ownerId, id)),
    close: () => Promise.all([bench.close(), simulator.close()]),
  };
}

export const stillInput = (change: object = {}): CreateStillInput =>
  createStillInput.parse({ prompt: "A quiet harbour at dawn", aspectRatio: "16:9", ...change });

/** A vendor that answers as told and counts its calls. */
export function scriptedMaker(answer: () => Promise<StillOutcome>): StillMaker & { calls: number } {
  const maker: StillMaker & { calls: number } = {
    provider: "openai",
    kind: "real",
    calls: 0,
    makeStill() {
      maker.calls += 1;
      return answer();
    },
  };
  return maker;
}

/** A JPEG that tells who made it. */
export const signedPicture = (): Promise<Buffer> =>
  sharp({ create: { width: 1536, height: 864, channels: 3, background: "#335577" } })
    .withExif({ IFD0: { Artist: "somebody" } })
    .jpeg()
    .toBuffer();
