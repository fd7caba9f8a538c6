import type { Context } from "#lib/context.ts";
import { type Failure, failureCopy } from "#lib/contract/failure.ts";
import { readPrompt } from "./prompts.ts";

const tellingLength = 24;

const plain = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .toLowerCase();

function repeats(message: string, words: string | null | undefined): boolean {
  const start = plain(words ?? "").slice(0, tellingLength);
  return start !== "" && plain(message).includes(start);
}

/** What a vendor says of a failed job, in our own words where its own repeat the prompt: the engine keeps messages. */
export async function toldFailure(ctx: Context, videoId: string, failure: Failure): Promise<Failure> {
  const prompt = await readPrompt(ctx, videoId);
  const isRepeated = [prompt?.text, prompt?.negative].some((words) => repeats(failure.message, words));
  return isRepeated ? { ...failure, message: failureCopy[failure.code].text } : failure;
}
