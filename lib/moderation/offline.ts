import { moderationRules } from "./rules.ts";
import type { Moderator } from "./types.ts";

/** Look-alike letters and zero-width characters are folded first, so that spelling tricks do not pass. */
const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Cf}]/gu, "")
    .replace(
      /[0135$@]/g,
      (sign) => ({ "0": "o", "1": "i", "3": "e", "5": "s", $: "s", "@": "a" })[sign] ?? sign,
    );

/** Judges words by the rule table alone, pictures not at all. The negative prompt says what to avoid: not judged. */
export function createOfflineModerator(): Moderator {
  return {
    kind: "embedded",
    async judge({ prompt }) {
      const forms = [prompt, folded(prompt)];
      const broken = moderationRules.find(({ patterns }) =>
        patterns.some((pattern) => forms.some((form) => pattern.test(form))),
      );
      return broken
        ? { kind: "refused", input: "prompt", category: broken.category, reason: broken.reason }
        : { kind: "allowed" };
    },
  };
}
