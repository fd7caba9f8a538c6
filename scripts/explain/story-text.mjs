/** @typedef {{ at: string, text: string, detail: string | null, take: number | null, actor: string | null }} Line */

const whoWidth = 20;
const control = /[\p{Cc}\p{Cf}]+/gu;

/** What came from outside cannot steer the terminal. @param {string} words */
const plain = (words) => words.replace(control, " ").trim();

/** @param {string} at an ISO moment */
const momentOf = (at) => at.slice(0, 19).replace("T", " ");

/** @param {Line} line */
function rowsOf({ at, text, detail, take, actor }) {
  const who = plain(actor ?? "Dailies")
    .slice(0, whoWidth)
    .padEnd(whoWidth);
  const number = take === null ? "  " : `#${take}`;
  const indent = " ".repeat(momentOf(at).length + whoWidth + number.length + 6);
  const first = `${momentOf(at)}  ${who}  ${number}  ${plain(text)}`;
  return detail ? [first, `${indent}${plain(detail)}`] : [first];
}

/**
 * A video's story as a terminal shows it: when (UTC), who, which take, what, and under it why and what it cost.
 * @param {{ id: string, status: string, owner: string, lines: readonly Line[] }} story
 */
export function storyText({ id, status, owner, lines }) {
  return [`${id}  ${status}  ${plain(owner)}`, "", ...lines.flatMap(rowsOf)].join("\n");
}
