/** The row of a table that a vendor's word names; never one of the members that every object has. */
export const lookUp = <T>(
  table: Readonly<Record<string, T>>,
  word: string | null | undefined,
): T | undefined => (typeof word === "string" && Object.hasOwn(table, word) ? table[word] : undefined);
