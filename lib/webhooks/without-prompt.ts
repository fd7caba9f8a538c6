/** Shorter words may stand anywhere, also where they mean something else. */
const tellingLength = 12;
const promptField = /prompt|^inputs?$/i;
const address = /^https?:\/\/\S+$/;

const withoutWords = (text: string, words: readonly string[]): string =>
  address.test(text) ? text : words.reduce((rest, word) => rest.replaceAll(word, "…"), text);

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
 * A callback's payload as it may be kept: without the fields in which vendors repeat what they were sent, and without
 * `words` in any other text.
 */
export function withoutPrompt(
  payload: Record<string, unknown>,
  words: readonly (string | null | undefined)[],
): Record<string, unknown> {
  const telling = words.flatMap((word) => (word && word.length >= tellingLength ? [word] : []));
  return stripFields(payload, telling);
}
