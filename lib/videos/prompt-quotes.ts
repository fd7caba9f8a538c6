/** Letters without their case, each as long as it was. */
const fold = (text: string): string =>
  text.replace(/./gs, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  });

const runsOf = (words: string, length: number): Set<string> =>
  new Set(
    Array.from({ length: Math.max(0, words.length - length + 1) }, (_, at) => words.slice(at, at + length)),
  );

/** `text` with "…" for every part of at least `length` characters that stands in `words` too, in whatever case. */
export function withoutQuotes(text: string, words: string, length: number): string {
  const folded = fold(text);
  const runs = runsOf(fold(words), length);
  let kept = "";
  for (let at = 0; at < text.length; ) {
    let end = at;
    while (end + length <= text.length && runs.has(folded.slice(end, end + length))) end += 1;
    kept += end > at ? "…" : text[at];
    at = end > at ? end + length - 1 : at + 1;
  }
  return kept;
}
