const quoteLengthMax = 200;
const tellingLength = 24;

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

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
  const short = text.length > quoteLengthMax ? `${text.slice(0, quoteLengthMax - 1)}…` : text;
  return `${label} said: ${short}`;
}
