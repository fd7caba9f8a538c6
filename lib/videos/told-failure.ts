import type { Context } from "#lib/context.ts";
import { type Failure, failureCopy } from "#lib/contract/failure.ts";
import { withoutQuotes } from "./prompt-quotes.ts";
import { readPrompt } from "./prompts.ts";

/** Shorter parts may stand in anybody's sentence. */
const tellingLength = 16;

const plain = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .toLowerCase();

function repeats(message: string, words: string | null | undefined): boolean {
  const said = plain(message);
  const prompt = plain(words ?? "");
  const length = Math.min(prompt.length, tellingLength);
  return length > 0 && withoutQuotes(said, prompt, length) !== said;
}

/** What a vendor says of a failed job, in our own words where its own repeat the prompt: the engine keeps messages. */
export async function toldFailure(ctx: Context, videoId: string, failure: Failure): Promise<Failure> {
  const prompt = await readPrompt(ctx, videoId);
  const isRepeated = [prompt?.text, prompt?.negative].some((words) => repeats(failure.message, words));
  return isRepeated ? { ...failure, message: failureCopy[failure.code].text } : failure;
}
