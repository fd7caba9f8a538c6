const quoteLengthMax = 200;
const tellingLength = 24;

/** One line without control characters, invisible marks, marks of direction and halves of characters. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, " ").trim();

/** A vendor's words as one line of at most `lengthMax` characters. */
export function shortLine(said: string, lengthMax: number): string {
  const text = oneLine(said);
  return text.length > lengthMax ? `${oneLine(text.slice(0, lengthMax - 1))}…` : text;
}

function repeatsPrompt(text: string, prompt: string | undefined): boolean {
  const start = oneLine(prompt ?? "")
    .slice(0, tellingLength)
    .toLowerCase();
  return start ? text.toLowerCase().includes(start) : false;
}

/** The vendor's words in a message of ours: one line of at most 200 characters, left out where they repeat the prompt. */
export function quoteVendor(label: string, said: string | null | undefined, prompt?: string): string {
  const text = oneLine(said ?? "");
  if (!text || repeatsPrompt(text, prompt)) return `${label} gave no reason that can be shown.`;
  return `${label} said: ${shortLine(text, quoteLengthMax)}`;
}
