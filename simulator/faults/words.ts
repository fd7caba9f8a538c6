import { type FaultDoor, findRule } from "./table.ts";

export type FaultWord = {
  name: string;
  argument: string | undefined;
  door: FaultDoor;
  dialect: string | undefined;
  /** How often it bites for one prompt. */
  times: number;
  /** The text around it, by which its uses are counted. */
  prompt: string;
};

const word = /\[\[([a-z0-9-]+)(?::([^\]@*]*))?(?:\*(\d{1,6}))?((?:@[a-z-]+){0,2})\]\]/g;

/** The string of a JSON body, or the line of a form, that holds the word: so that counting ignores the rest of the body. */
function around(text: string, at: number): string {
  const from = Math.max(text.lastIndexOf('"', at), text.lastIndexOf("\n", at)) + 1;
  const ends = [text.indexOf('"', at), text.indexOf("\n", at)].filter((end) => end >= 0);
  return text.slice(from, Math.min(text.length, ...ends));
}

/** `[[name]]`, `[[name:argument]]`, `[[name*times]]`, `[[name@door]]`, `[[name@dialect]]`, `[[name@dialect@door]]`. */
export function readWords(text: string): FaultWord[] {
  return [...text.matchAll(word)].flatMap((match) => {
    const rule = findRule(match[1] ?? "");
    const first = rule?.doors[0];
    if (!rule || !first) return [];
    const aims = (match[4] ?? "").split("@").filter((aim) => aim !== "");
    const door = rule.doors.find((candidate) => aims.includes(candidate));
    return [
      {
        name: rule.name,
        argument: match[2] || undefined,
        door: door ?? first,
        dialect: aims.find((aim) => aim !== door),
        times: match[3] ? Number(match[3]) : Number.POSITIVE_INFINITY,
        prompt: around(text, match.index),
      },
    ];
  });
}
