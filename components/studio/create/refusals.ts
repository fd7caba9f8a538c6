import { createCopy as copy } from "#components/copy/create.ts";
import { fieldErrorOf, sentenceOf } from "#components/copy/errors.ts";
import { ApiError } from "#lib/http/client.ts";

/** The sentence for each input that was refused; the others are kept and said to be. */
export type Faults = { prompt: string | undefined; image: string | undefined };

const codeOf = (error: unknown): string | undefined =>
  error instanceof ApiError ? error.problem.code : undefined;

/** Which input a refusal is about: the field it names, else the one its code speaks of. */
export function faultsOf(error: unknown): Faults {
  const code = codeOf(error);
  const refused = code === "prompt_refused" || code === "image_refused";
  const prompt = fieldErrorOf(error, "prompt") ?? fieldErrorOf(error, "negativePrompt");
  const image = fieldErrorOf(error, "sourceAssetIds");
  const unnamed = refused && !prompt && !image ? sentenceOf(error) : undefined;
  const kept = (sentence: string | undefined) =>
    sentence && refused ? `${sentence} ${copy.kept}` : sentence;
  return {
    prompt: kept(prompt ?? (code === "prompt_refused" ? unnamed : undefined)),
    image: kept(image ?? (code === "image_refused" ? unnamed : undefined)),
  };
}
