import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { prompts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";

const promptText = z.object({ text: z.string(), negative: z.string().nullable() });
export type PromptText = z.infer<typeof promptText>;

const open = (ctx: Context, row: { videoId: string; sealed: string }): PromptText =>
  promptText.parse(JSON.parse(ctx.parts.sealer.open(row.sealed, row.videoId)));

/** The only writer of prompt text. */
export async function storePrompt(ctx: Context, videoId: string, prompt: PromptText): Promise<void> {
  await ctx.db
    .insert(prompts)
    .values({ videoId, sealed: ctx.parts.sealer.seal(JSON.stringify(prompt), videoId) });
}

/** Prompt text by video id; a deleted prompt is absent. Callers show it to the owner and to reviewers only. */
export async function readPrompts(ctx: Context, videoIds: string[]): Promise<Map<string, PromptText>> {
  if (videoIds.length === 0) return new Map();
  const rows = await ctx.db.select().from(prompts).where(inArray(prompts.videoId, videoIds));
  return new Map(rows.map((row) => [row.videoId, open(ctx, row)]));
}

export async function readPrompt(ctx: Context, videoId: string): Promise<PromptText | undefined> {
  const [row] = await ctx.db.select().from(prompts).where(eq(prompts.videoId, videoId));
  return row && open(ctx, row);
}
