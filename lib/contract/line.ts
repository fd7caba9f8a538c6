import { z } from "zod";

/** Controls, halves of characters, and marks that turn the direction of what follows on the screen. */
const disallowed = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a text holds anything that can be seen. */
export const isVisible = (text: string): boolean => visible.test(text);

/** Whether Postgres can store a text: it keeps neither NUL nor half a character. */
export const isStorable = (text: string): boolean => !text.includes("\0") && text.isWellFormed();

/** One line of text that people read, such as a name or a title: normalised, trimmed, visible, without controls. */
export const line = (lengthMax: number, absent: string, tooLong: string) =>
  z
    .string(absent)
    .transform((value) => value.normalize("NFC").trim())
    .refine(isVisible, absent)
    .refine((value) => value.length <= lengthMax, tooLong)
    .refine((value) => !disallowed.test(value), "Write it as one line without control characters.");
