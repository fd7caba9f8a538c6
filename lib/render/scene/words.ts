import type { Vocabulary } from "./vocabulary.ts";

/** Lower case, accents off, words only; hyphens part words, so "push-in" and "push in" are one. */
export function tokenize(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}/gu, "")
      .match(/[\p{L}\p{N}]+(?:'s)?/gu) ?? []
  );
}

const refusing = new Set(["no", "without", "not", "never", "zero", "minus"]);
const joining = new Set(["any", "a", "the", "or", "and"]);

/** Drops what the prompt says it does not want: "no people", "without any rain or fog". */
export function wanted(tokens: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!refusing.has(tokens[i] ?? "")) {
      kept.push(tokens[i] ?? "");
      continue;
    }
    if (tokens[i + 1] === "camera") {
      kept.push(tokens[i] ?? "");
      continue;
    }
    let j = i + 1;
    while (joining.has(tokens[j] ?? "")) j++;
    while (tokens[j + 1] === "or" && j + 2 < tokens.length) j += 2;
    i = j;
  }
  return kept;
}

const stem = (word: string): string => {
  const bare = word.replace(/'s$/, "");
  if (bare.length > 4 && bare.endsWith("ies")) return `${bare.slice(0, -3)}y`;
  if (bare.length > 4 && /(?:sh|ch|x|ss)es$/.test(bare)) return bare.slice(0, -2);
  return bare.length > 3 && bare.endsWith("s") && !bare.endsWith("ss") ? bare.slice(0, -1) : bare;
};

type Term = { words: string[]; weight: number };

function parse(entry: string): Term[] {
  return [...entry.matchAll(/(?:"([^"]+)"|([^\s":]+))(?::(\d+(?:\.\d+)?))?/g)].map((match) => ({
    words: tokenize(match[1] ?? match[2] ?? "").map(stem),
    weight: match[3] ? Number(match[3]) : 1,
  }));
}

const parsed = new WeakMap<object, Map<string, Term[]>>();

function termsOf(vocabulary: Vocabulary<string>): Map<string, Term[]> {
  const known = parsed.get(vocabulary);
  if (known) return known;
  const terms = new Map(Object.entries(vocabulary).map(([key, entry]) => [key, parse(entry)]));
  parsed.set(vocabulary, terms);
  return terms;
}

/** Sum of the weights found, each term once, early words a little heavier: people name the subject first. */
function scoreTerms(terms: readonly Term[], stems: readonly string[]): number {
  const seen = new Set<string>();
  let sum = 0;
  for (const term of terms) {
    const name = term.words.join(" ");
    if (seen.has(name)) continue;
    const at = stems.findIndex((_, i) => term.words.every((word, k) => stems[i + k] === word));
    if (at < 0) continue;
    seen.add(name);
    sum += term.weight * (1.15 - (0.3 * at) / Math.max(8, stems.length));
  }
  return sum;
}

export type Found<Key extends string> = { key: Key; score: number };

/** What of a vocabulary the words call for, strongest first; nothing when no word matches. */
export function findMeanings<Key extends string>(
  vocabulary: Vocabulary<Key>,
  keys: readonly Key[],
  tokens: readonly string[],
): Found<Key>[] {
  const stems = tokens.map(stem);
  const terms = termsOf(vocabulary);
  return keys
    .map((key) => ({ key, score: scoreTerms(terms.get(key) ?? [], stems) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score || keys.indexOf(a.key) - keys.indexOf(b.key));
}
