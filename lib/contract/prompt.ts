import { z } from "zod";
import { isVisible } from "./line.ts";

export const promptLengthMax = 2500;
export const negativePromptLengthMax = 500;

const control = /[\p{Cc}\p{Cs}]/u;
const holdsControl = (text: string): boolean => control.test(text.replace(/[\n\r\t]/g, ""));

const text = (lengthMax: number) =>
  z
    .string("Write it as text.")
    .transform((value) => value.normalize("NFC").trim())
    .refine((value) => value.length <= lengthMax, `Keep it to ${lengthMax.toLocaleString("en")} characters.`)
    .refine(
      (value) => !holdsControl(value),
      "Remove the control characters; plain text and line breaks are fine.",
    );

export const prompt = text(promptLengthMax).refine(isVisible, "Describe what should be seen.");
export const negativePrompt = text(negativePromptLengthMax);

/** A short name for a clip, made from its prompt: its first clause, at most 60 characters. */
export function titleOf(promptText: string): string {
  const clause = (promptText.split(/[\n.!?;,]/)[0] ?? "").trim() || promptText.trim();
  const short =
    clause.length <= 60 ? clause : `${clause.slice(0, 58).replace(/\s+\S*$|[\ud800-\udbff]$/, "")}…`;
  return short.charAt(0).toUpperCase() + short.slice(1);
}
