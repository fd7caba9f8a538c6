import { withoutQuotes } from "#lib/videos/prompt-quotes.ts";

/** Shorter words may stand anywhere, also where they mean something else. */
const tellingLength = 12;
const promptField = /prompt|^inputs?$/i;
const address = /^https?:\/\/\S+$/;

/** The token in the address under which the vendor was told to call, which some repeat. */
const ownToken = /(\/api\/webhooks\/[^\s"?]*\?attempt=)[^&\s"]+/g;

const withoutWords = (text: string, words: readonly string[]): string =>
  address.test(text)
    ? text.replace(ownToken, "$1…")
    : words.reduce((rest, word) => withoutQuotes(rest, word, tellingLength), text);

function strip(value: unknown, words: readonly string[]): unknown {
  if (typeof value === "string") return withoutWords(value, words);
  if (Array.isArray(value)) return value.map((item) => strip(item, words));
  return typeof value === "object" && value !== null ? stripFields(value, words) : value;
}

const stripFields = (value: object, words: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !promptField.test(name))
      .map(([name, inner]) => [name, strip(inner, words)]),
  );

/**
 * A callback's payload as it may be kept: without the fields in which vendors repeat what they were sent, without any
 * longer part of `words` in another text, and without the token of its own address.
 */
export function withoutPrompt(
  payload: Record<string, unknown>,
  words: readonly (string | null | undefined)[],
): Record<string, unknown> {
  const given = words.flatMap((word) => (word ? [word] : []));
  return stripFields(payload, given);
}
